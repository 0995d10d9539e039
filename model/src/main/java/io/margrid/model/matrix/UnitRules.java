package io.margrid.model.matrix;

import io.margrid.model.book.Book;
import io.margrid.model.margin.AccountFigure;
import io.margrid.model.margin.AccountRisk;
import io.margrid.model.margin.GridRules;
import io.margrid.model.margin.MarginComponent.Scope;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.ParameterSet;
import io.margrid.model.market.MarketSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a methodology with risk units says beside its scenarios: all that [UnitMargin] needs. Pure functions.
public interface UnitRules extends GridRules {
    /// Short name that users choose the model by.
    ///
    /// @return for example `paradex-pm`
    String id();

    /// One line for people.
    ///
    /// @return the methodology's name
    String title();

    /// What is left out of the rules that the model follows.
    ///
    /// @return a sentence each; none if nothing is
    default List<String> limits() {
        return List.of();
    }

    /// The parameter set.
    ///
    /// @return the set given to the constructor
    ParameterSet parameters();

    /// The parts of a unit's margin.
    ///
    /// @return in the order of reports
    List<Part> parts();

    /// The risk unit that a coin belongs to.
    ///
    /// @param coin lower-case code
    /// @return the unit's name, often the coin's; empty if the parameters have nothing for the coin
    Optional<String> unit(String coin);

    @Override
    default boolean countsFromMark(double elapsedWindow) {
        return false;
    }

    /// Units hold contracts of several currencies, so all are counted in quote currency and by [#weight] in USD.
    @Override
    default boolean inQuoteCurrency() {
        return true;
    }

    /// The margin of one risk unit.
    ///
    /// @param unit the unit's revalued positions
    /// @return its figures, USD
    UnitOutcome margin(UnitRisk unit);

    /// What is margined beside the risk units, such as debts.
    ///
    /// @param book   the account
    /// @param market the market
    /// @return margins in USD under names of their own, with every one of the [#parts]
    default Map<String, UnitOutcome> besides(Book book, MarketSnapshot market) {
        return Map.of();
    }

    /// What the venue says of an account beside its margin.
    ///
    /// @param account the revalued book
    /// @param market  the market
    /// @param report  its margins, and equity with its ratios where the book says what it holds
    /// @return figures beside those of the report
    default List<AccountFigure> figures(AccountRisk account, MarketSnapshot market, MarginReport report) {
        return List.of();
    }

    /// What a reader should know of an account's margin.
    ///
    /// @param account the revalued book
    /// @param market  the market
    /// @return sentences
    default List<String> notes(AccountRisk account, MarketSnapshot market) {
        return List.of();
    }

    /// A part of a margin.
    ///
    /// @param id    stable lower-case name
    /// @param scope the figures that it is part of
    record Part(String id, Scope scope) {}
}
