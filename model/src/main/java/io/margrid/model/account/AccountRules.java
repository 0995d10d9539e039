package io.margrid.model.account;

import io.margrid.model.book.Book;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.margin.ParameterSet;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.matrix.UnitRules;
import java.util.List;
import java.util.Optional;

/// What a methodology without scenarios says: all that [ClosedFormMargin] needs. Pure functions.
public interface AccountRules {
    /// Short name that users choose the model by.
    ///
    /// @return for example `dydx-v4`
    String id();

    /// One line for people.
    ///
    /// @return the methodology's name
    String title();

    /// The parameter set.
    ///
    /// @return the set given to the constructor
    ParameterSet parameters();

    /// The parts of an account's margin.
    ///
    /// @return in the order of reports
    List<UnitRules.Part> parts();

    /// What keeps an instrument from being margined.
    ///
    /// @param instrument can be valued in the market
    /// @param market     the market
    /// @return a sentence naming the instrument and the reason; empty if nothing
    Optional<String> refusal(Instrument instrument, MarketSnapshot market);

    /// What keeps a book without refused instruments from being margined, beside balances worth nothing known.
    ///
    /// @param book   the book
    /// @param market the market
    /// @return each a sentence with the value; empty if nothing
    default List<String> bookProblems(Book book, MarketSnapshot market) {
        return List.of();
    }

    /// Whether the leverage that was agreed for a position has a part in its margin.
    ///
    /// @return false if it has none, which a note then says
    default boolean usesLeverage() {
        return false;
    }

    /// Whether margin that was added to a position has a part in its margin.
    ///
    /// @return false if it has none, which a note then says
    default boolean usesExtraMargin() {
        return false;
    }

    /// The margin of an account.
    ///
    /// @param account positions at their marks, balances and terms
    /// @return its figures, USD
    AccountOutcome margin(HeldAccount account);
}
