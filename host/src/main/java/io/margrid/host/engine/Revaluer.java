package io.margrid.host.engine;

import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.RevaluationBackend;
import java.util.function.Function;

/// Revalues plans for many threads: the seam between the engine, which knows margins, and who decides when a device
/// computes what.
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
    /// @throws io.margrid.model.input.InvalidInputException if the instruments alone exceed the largest revaluation
    /// @throws io.margrid.model.revaluation.BackendException if a device that the user named fails
    /// @throws IllegalStateException after [#close]
    Revalued revalue(RevaluationPlan plan, BookTable rows, CallTerms terms);

    /// Lets some work have the backend for itself. Blocks until it is done.
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
