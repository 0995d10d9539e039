package io.margrid.model.margin;

import io.margrid.model.book.Book;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.scenario.ScenarioGrid;
import java.util.List;
import java.util.Optional;

/// A margin methodology with its parameters.
///
/// A model is a pure function in three steps: it says which scenarios each instrument is to be revalued in
/// ([#plan]), the engine has a backend do that once for all accounts and sums each netting set, and the model
/// reduces an account's vectors ([#margin]). Immutable and safe for use by many threads.
public interface MarginModel {
    /// Short name that users choose the model by.
    ///
    /// @return for example `deribit-spm`
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

    /// The parameter set, which never changes: two models of one [#id] with the same object give the same figures.
    ///
    /// @return the set given to the constructor
    ParameterSet parameters();

    /// The components of the margin of a currency, the same for every report.
    ///
    /// @return their [MarginComponent#id]s, in the order of the reports
    List<String> components();

    /// The figures that the components are part of.
    ///
    /// @return one for each of [#components]
    List<MarginComponent.Scope> scopes();

    /// The scenarios of a pair's instruments, in vector order. All pairs of a model have equally many.
    ///
    /// @param pair a pair
    /// @return the grid; empty if the model uses none or cannot margin the pair for want of parameters
    ScenarioGrid grid(CurrencyPair pair);

    /// The netting set of contracts.
    ///
    /// @param pair       their pair
    /// @param settlement inverse or linear
    /// @return the set; pairs of one base coin only share one
    default NettingSet nettingSet(CurrencyPair pair, Settlement settlement) {
        return NettingSet.of(pair, settlement);
    }

    /// The netting set of an instrument.
    ///
    /// @param instrument the instrument
    /// @return that of its pair and settlement
    default NettingSet nettingSet(Instrument instrument) {
        return nettingSet(instrument.pair(), instrument.settlement());
    }

    /// Whether a position in an instrument can be margined in a market.
    ///
    /// @param instrument the instrument
    /// @param market     the market
    /// @return what is missing or wrong, as a sentence with the value; empty if nothing
    Optional<String> problem(Instrument instrument, MarketSnapshot market);

    /// Whether amounts in a settlement currency can be margined in a market: for currencies that a book has
    /// pass-through amounts in. [#problem] of an instrument covers its own currency.
    ///
    /// @param currency lower-case code
    /// @param market   the market
    /// @return what is missing or wrong, as a sentence with the value; empty if nothing
    Optional<String> currencyProblem(String currency, MarketSnapshot market);

    /// What keeps a book whose instruments have no [#problem] from being margined: terms that are missing,
    /// balances that are worth nothing known.
    ///
    /// @param book   the book
    /// @param market the market
    /// @return each a sentence with the value; empty if nothing
    default List<String> bookProblems(Book book, MarketSnapshot market) {
        return List.of();
    }

    /// Turns instruments into columns: kinds, forwards, deviations under each shock, and the scenario factors.
    ///
    /// @param instruments instruments without a [#problem], in any order, each once
    /// @param market      the market
    /// @return columns in the order of `instruments`
    RevaluationPlan plan(List<Instrument> instruments, MarketSnapshot market);

    /// Reduces one account's vectors to its margin.
    ///
    /// @param account the revalued book; neither its instruments nor its pass-through currencies have a problem
    /// @param market  the market that it was revalued in
    /// @return the report
    /// @throws ArithmeticException if a figure is not finite
    MarginReport margin(AccountRisk account, MarketSnapshot market);

    /// Reduces all accounts of a book to totals, without an object for a position.
    ///
    /// @param book   accounts whose instruments and pass-through currencies have no problem in the market
    /// @param market the market
    /// @return gives the bits of [#margin]; empty if the model has only that
    default Optional<TotalsReducer> totals(FullBook book, MarketSnapshot market) {
        return Optional.empty();
    }
}
