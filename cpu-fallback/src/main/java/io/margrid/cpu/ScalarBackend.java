package io.margrid.cpu;

import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.RowConsumer;
import io.margrid.model.revaluation.RunSums;
import io.margrid.model.revaluation.RunWeights;
import io.margrid.model.revaluation.VectorStorage;

/// The reference: one cell after the other. Every other backend must give its bits. Never optimised.
public final class ScalarBackend implements RevaluationBackend {
    private final VectorStorage storage;
    private final Scratch scratch = new Scratch();
    private final RunSums runSums = new RunSums();
    private double[] sums = new double[0];

    /// A backend that keeps nothing but room for outputs that are not wanted.
    public ScalarBackend() {
        this(VectorStorage.FLOAT64);
    }

    /// The reference of backends that keep vectors in a certain way.
    ScalarBackend(VectorStorage storage) {
        this.storage = storage;
    }

    static BackendInfo describe(VectorStorage storage) {
        String id = storage.named("scalar");
        return new BackendInfo(
                id,
                "cpu/" + id + "/java",
                switch (storage) {
                    case FLOAT64 -> "plain Java reference";
                    case FLOAT32 -> "plain Java reference of float32 risk vectors";
                });
    }

    @Override
    public BackendInfo info() {
        return describe(storage);
    }

    @Override
    public VectorStorage storage() {
        return storage;
    }

    @Override
    public boolean computesOnCaller() {
        return true;
    }

    @Override
    public void revalue(RevaluationBatch batch, RevaluationResult result) {
        revalue(batch, result, (_, _, _) -> {});
    }

    /// Hands rows on one by one.
    @Override
    public void revalue(RevaluationBatch batch, RevaluationResult result, RowConsumer rows) {
        result.requireRoomFor(batch);
        RevaluationResult complete = scratch.complete(batch, result);
        for (int i = 0; i < batch.instruments().size(); i++) {
            ScalarKernel.instrument(batch.instruments(), batch.shocks(), complete, i);
        }
        storage.round(complete.riskVectors(), batch.instruments().size() * complete.stride());
        RunWeights weights = rows.priced();
        weights.requireFor(batch.books());
        int scenarios = batch.shocks().scenarios();
        if (sums.length < scenarios) {
            sums = new double[scenarios];
        }
        for (int row = 0; row < batch.books().rows(); row++) {
            for (int s = 0; s < scenarios; s++) {
                sums[s] = ScalarKernel.bookSum(batch.books(), complete, row, s);
            }
            if (result.wants(Output.BOOK_PNL)) {
                System.arraycopy(sums, 0, result.bookPnl(), row * result.stride(), scenarios);
            }
            if (result.wants(Output.WORST_CELLS)) {
                result.worstCells().reduce(row, batch.rules(), batch.books().ruleGroup()[row], sums, 0);
            }
            runSums.sum(weights, row, row + 1);
            rows.rows(row, row + 1, runSums);
        }
    }
}
