package io.margrid.model.margin;

import io.margrid.model.revaluation.CellRules;
import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.RunSums;
import io.margrid.model.revaluation.RunWeights;
import java.util.Set;

/// What a margin model makes of all accounts of a [FullBook] in one market: [MarginModel#margin] without reports,
/// and with its bits.
public interface TotalsReducer {
    /// What counts of a cell, one group for each of the book's netting sets.
    ///
    /// @return the rules of the revaluation
    CellRules rules();

    /// What the reduction reads.
    ///
    /// @return outputs to ask the revaluation for
    Set<Output> outputs();

    /// USD per unit of a settlement currency.
    ///
    /// @param currency one of the book's
    /// @return a price, 1 for USD-pegged currencies
    double usdIndex(String currency);

    /// Takes the instruments' figures. Called once, before any account, when they are complete.
    ///
    /// @param result the revaluation
    /// @return exposures that the reduction needs summed by the runs of its book
    RunWeights instruments(RevaluationResult result);

    /// Reduces neighbouring accounts, whose rows are complete. Called by several threads side by side, for
    /// different accounts.
    ///
    /// @param result the revaluation
    /// @param from   first account
    /// @param to     account after the last one
    /// @param sums   exposures of the runs of their rows
    /// @param totals takes the figures of their lines, or what keeps an account from having any
    void reduce(RevaluationResult result, int from, int to, RunSums sums, MarginTotals totals);
}
