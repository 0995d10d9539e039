package io.margrid.cpu;

import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import java.util.EnumSet;

/// Room for figures of instruments that a caller does not want but other outputs are made of. Grows only.
final class Scratch {
    private double[] riskVectors = new double[0];
    private double[][] greeks = new double[5][0];
    private RevaluationResult given = RevaluationResult.allocate(EnumSet.noneOf(Output.class), 0, 0, 0);
    private RevaluationResult completed = given;

    Scratch() {}

    /// The caller's result, or one with its columns and ours; books have only what is wanted.
    RevaluationResult complete(RevaluationBatch batch, RevaluationResult result) {
        if (result.wants(Output.GREEKS) && result.wants(Output.RISK_VECTORS)) {
            return result;
        }
        int n = batch.instruments().size();
        boolean grown = false;
        if (!result.wants(Output.RISK_VECTORS) && riskVectors.length < n * result.stride()) {
            riskVectors = new double[n * result.stride()];
            grown = true;
        }
        boolean ours = !result.wants(Output.GREEKS);
        if (ours && greeks[0].length < n) {
            greeks = new double[5][n];
            grown = true;
        }
        // Callers use a result again; then nothing is allocated.
        if (grown || !given.equals(result)) {
            given = result;
            completed = new RevaluationResult(
                    result.outputs(),
                    result.scenarios(),
                    result.stride(),
                    result.wants(Output.RISK_VECTORS) ? result.riskVectors() : riskVectors,
                    result.bookPnl(),
                    ours ? greeks[0] : result.value(),
                    ours ? greeks[1] : result.delta(),
                    ours ? greeks[2] : result.gamma(),
                    ours ? greeks[3] : result.vega(),
                    ours ? greeks[4] : result.theta(),
                    result.worstCells());
        }
        return completed;
    }
}
