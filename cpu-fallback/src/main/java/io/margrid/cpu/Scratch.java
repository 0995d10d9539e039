package io.margrid.cpu;

import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;

/// Room for the outputs that a caller does not want but other outputs are made of. Grows only.
final class Scratch {
    private double[] riskVectors = new double[0];
    private double[] bookPnl = new double[0];
    private double[][] greeks = new double[5][0];

    Scratch() {}

    /// The caller's result, or one with its columns and ours.
    RevaluationResult complete(RevaluationBatch batch, RevaluationResult result) {
        if (result.wants(Output.GREEKS) && result.wants(Output.RISK_VECTORS) && result.wants(Output.BOOK_PNL)) {
            return result;
        }
        int n = batch.instruments().size();
        if (!result.wants(Output.RISK_VECTORS) && riskVectors.length < n * result.stride()) {
            riskVectors = new double[n * result.stride()];
        }
        if (!result.wants(Output.BOOK_PNL) && bookPnl.length < batch.books().rows() * result.stride()) {
            bookPnl = new double[batch.books().rows() * result.stride()];
        }
        boolean ours = !result.wants(Output.GREEKS);
        if (ours && greeks[0].length < n) {
            greeks = new double[5][n];
        }
        return new RevaluationResult(
                result.outputs(),
                result.scenarios(),
                result.stride(),
                result.wants(Output.RISK_VECTORS) ? result.riskVectors() : riskVectors,
                result.wants(Output.BOOK_PNL) ? result.bookPnl() : bookPnl,
                ours ? greeks[0] : result.value(),
                ours ? greeks[1] : result.delta(),
                ours ? greeks[2] : result.gamma(),
                ours ? greeks[3] : result.vega(),
                ours ? greeks[4] : result.theta(),
                result.worstCells());
    }
}
