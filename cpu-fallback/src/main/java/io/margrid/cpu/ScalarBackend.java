package io.margrid.cpu;

import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;

/// The reference: one cell after the other. Every other backend must give its bits. Never optimised.
public final class ScalarBackend implements RevaluationBackend {
    static final BackendInfo INFO = new BackendInfo("scalar", "cpu/scalar/java", "plain Java reference");

    private final Scratch scratch = new Scratch();

    /// A backend that keeps nothing but room for outputs that are not wanted.
    public ScalarBackend() {}

    @Override
    public BackendInfo info() {
        return INFO;
    }

    @Override
    public void revalue(RevaluationBatch batch, RevaluationResult result) {
        result.requireRoomFor(batch);
        RevaluationResult complete = scratch.complete(batch, result);
        for (int i = 0; i < batch.instruments().size(); i++) {
            ScalarKernel.instrument(batch.instruments(), batch.shocks(), complete, i);
        }
        for (int row = 0; row < batch.books().rows(); row++) {
            for (int s = 0; s < batch.shocks().scenarios(); s++) {
                complete.bookPnl()[row * complete.stride() + s] = ScalarKernel.bookSum(batch.books(), complete, row, s);
            }
            ScalarKernel.worstCells(batch, complete, row);
        }
    }
}
