package io.margrid.model.revaluation;

import java.util.Optional;

/// The port: reprices unique instruments over all scenarios and sums books over the risk vectors.
///
/// For instrument `i` of shock group `g` in scenario `s`, with `m, p, w` from the [ShockTable] and total
/// deviation `sd` of the scenario's volatility shock, a risk vector's entry is `w` times the profit of its
/// [ValueKind]. Base and shocked values come from the same operations, so a scenario that moves nothing gives
/// exactly `+0.0`; no entry is `-0.0`.
///
/// Every implementation gives the same bits as the scalar reference of its [#storage()] for every batch, and a
/// row's or instrument's result does not depend on what else is in the batch. Books are summed in
/// [SummationOrder] and reduced as [CellRules] and [WorstCells] say.
///
/// One thread at a time may use a backend, and it need not always be the same one: an implementation whose device
/// binds something to threads does so in each call.
public interface RevaluationBackend extends AutoCloseable {
    /// Who computes.
    ///
    /// @return label and description
    BackendInfo info();

    /// How entries of risk vectors are kept.
    ///
    /// @return as computed, unless the backend's name says otherwise
    default VectorStorage storage() {
        return VectorStorage.FLOAT64;
    }

    /// Whether the thread that calls does the work: then a small batch is done sooner by who needs it than by a
    /// thread that has to be woken.
    ///
    /// @return false if there is a device to wait for
    default boolean computesOnCaller() {
        return false;
    }

    /// Computes a batch into an existing result.
    ///
    /// @param batch  the input
    /// @param result overwritten; allocated for this batch or one of the same shape
    /// @throws IllegalArgumentException if the result has no room for the batch
    /// @throws BackendException if the device fails; the result's contents are then unspecified
    void revalue(RevaluationBatch batch, RevaluationResult result);

    /// Computes a batch into an existing result, hands rows on as they are done, and sums exposures by run for
    /// them.
    ///
    /// Here all is computed first; runs are summed, and rows handed on, by several threads of the host.
    ///
    /// @param batch  the input
    /// @param result overwritten; allocated for this batch or one of the same shape
    /// @param rows   takes the instruments once, then every row of the batch once
    /// @throws IllegalArgumentException if the result has no room for the batch, or the consumer's runs are not
    ///     those of its books
    /// @throws BackendException if the device fails; rows handed on before are good
    default void revalue(RevaluationBatch batch, RevaluationResult result, RowConsumer rows) {
        revalue(batch, result);
        RowShares.handOn(batch.books(), rows);
    }

    /// Computes a batch.
    ///
    /// @param batch the input
    /// @return a new result
    default RevaluationResult revalue(RevaluationBatch batch) {
        RevaluationResult result = RevaluationResult.allocate(batch);
        revalue(batch, result);
        return result;
    }

    /// Keeps books where the backend computes, for many calls with the same books and other markets.
    ///
    /// @param books the books; must not change while the handle is open
    /// @return the handle, which the caller closes
    /// @throws BackendException if the device has no memory for them
    default ResidentBooks keep(BookTable books) {
        return new ResidentBooks() {
            @Override
            public BookTable table() {
                return books;
            }

            @Override
            public long deviceBytes() {
                return 0;
            }

            @Override
            public void close() {}
        };
    }

    /// How long the device worked on the last batch.
    ///
    /// @return empty if the backend has no device, or the device no clock
    default Optional<DeviceTimes> lastDeviceTimes() {
        return Optional.empty();
    }

    /// Releases what the backend holds. May be called more than once.
    @Override
    default void close() {}
}
