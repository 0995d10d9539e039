package io.margrid.host.engine;

import io.margrid.model.input.InvalidInputException;
import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.BatchLayout;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.RevaluationBackend;
import java.util.function.Function;

/// Revalues plans for many threads: the seam between the engine, which knows margins, and who decides when a
/// device computes what.
public interface Revaluer extends AutoCloseable {
    /// Who computed last, or is to compute first.
    ///
    /// @return label and description
    BackendInfo info();

    /// Revalues a plan and sums rows over it. Blocks.
    ///
    /// @param plan  instruments and scenarios
    /// @param rows  rows over the instruments
    /// @param terms of the call that wants it
    /// @return the instruments' figures and the rows' vectors, whose bits depend on the plan and the rows only
    /// @throws io.margrid.model.input.InvalidInputException if the instruments alone exceed the largest
    ///     revaluation
    /// @throws io.margrid.model.revaluation.BackendException if a device that the user named fails
    /// @throws IllegalStateException after [#close]
    Revalued revalue(RevaluationPlan plan, BookTable rows, CallTerms terms);

    /// Refuses a plan that no revaluation can hold.
    ///
    /// @param plan     instruments and scenarios
    /// @param cellsMax most cells of one revaluation
    /// @throws io.margrid.model.input.InvalidInputException if the instruments alone have more
    static void requireRoom(RevaluationPlan plan, long cellsMax) {
        int scenarios = plan.shocks().scenarios();
        long cells = (long) plan.instruments().size() * BatchLayout.stride(scenarios);
        if (cells > cellsMax) {
            throw new InvalidInputException(
                    "books",
                    "%d instruments in %d scenarios need %d cells, at most %d: put the books into several calls"
                            .formatted(plan.instruments().size(), scenarios, cells, cellsMax));
        }
    }

    /// Lets some work have the backend for itself. Blocks until it is done; once it has begun, even if the call is
    /// given
    /// up meanwhile, so that what it writes into is the caller's again.
    ///
    /// @param cells instruments or rows, times scenarios, of the work, by which its turn is reckoned
    /// @param terms of the call that wants it
    /// @param work  what to do; must not keep the backend
    /// @param <T>   what the work gives
    /// @return what the work gave
    /// @throws io.margrid.model.revaluation.BackendException if a device that the user named fails
    /// @throws IllegalStateException after [#close]
    <T> T exclusively(long cells, CallTerms terms, Function<RevaluationBackend, T> work);

    /// Waits for a revaluation under way, then closes the backend.
    @Override
    void close();
}
