package io.margrid.model.revaluation;

/// The port: reprices unique instruments over all scenarios and sums books over the risk vectors.
///
/// For instrument `i` of shock group `g` in scenario `s`, with `m, p, w` from the [ShockTable] and total deviation
/// `sd` of the scenario's volatility shock, a risk vector's entry is `w` times the profit of its [ValueKind]. Base
/// and shocked values come from the same operations, so a scenario that moves nothing gives exactly `+0.0`; no
/// entry is `-0.0`.
///
/// Every implementation gives the same bits as the scalar reference for every batch, and a row's or instrument's
/// result does not depend on what else is in the batch. Not safe for use by several threads at once: one thread
/// owns a backend.
public interface RevaluationBackend extends AutoCloseable {
    /// Who computes.
    ///
    /// @return label and description
    BackendInfo info();

    /// Computes a batch into an existing result.
    ///
    /// @param batch  the input
    /// @param result overwritten; allocated for this batch or one of the same shape
    /// @throws IllegalArgumentException if the result has no room for the batch
    void revalue(RevaluationBatch batch, RevaluationResult result);

    /// Computes a batch.
    ///
    /// @param batch the input
    /// @return a new result
    default RevaluationResult revalue(RevaluationBatch batch) {
        RevaluationResult result = RevaluationResult.allocate(batch);
        revalue(batch, result);
        return result;
    }

    /// Releases what the backend holds. May be called more than once.
    @Override
    default void close() {}
}
