package io.margrid.bench;

import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.WorstCells;
import java.util.Arrays;

/// Compares answers bit by bit: every figure that was wanted, not a hash of them.
final class Answers {
    private static final int NOT_WRITTEN = Integer.MIN_VALUE;

    private Answers() {}

    /// Overwrites a result, so that an answer left over from an earlier call does not count.
    static void spoil(RevaluationResult result) {
        for (double[] column : columns(result)) {
            Arrays.fill(column, Double.NEGATIVE_INFINITY);
        }
        WorstCells cells = result.worstCells();
        for (int[] column : new int[][] {cells.worst(), cells.runnerUp(), cells.notFinite()}) {
            Arrays.fill(column, NOT_WRITTEN);
        }
    }

    private static double[][] columns(RevaluationResult result) {
        return new double[][] {
            result.riskVectors(),
            result.bookPnl(),
            result.value(),
            result.delta(),
            result.gamma(),
            result.vega(),
            result.theta(),
            result.worstCells().worstPnl(),
            result.worstCells().runnerUpPnl()
        };
    }

    /// @throws IllegalStateException naming the first part that differs
    static void requireSame(String who, RevaluationBatch batch, RevaluationResult expected, RevaluationResult actual) {
        int n = batch.instruments().size();
        int rows = batch.books().rows();
        if (expected.wants(Output.GREEKS)) {
            requireSame(who, "base value", expected.value(), actual.value(), n);
            requireSame(who, "delta", expected.delta(), actual.delta(), n);
            requireSame(who, "gamma", expected.gamma(), actual.gamma(), n);
            requireSame(who, "vega", expected.vega(), actual.vega(), n);
            requireSame(who, "theta", expected.theta(), actual.theta(), n);
        }
        if (expected.wants(Output.RISK_VECTORS)) {
            requireSameVectors(who, "risk vector", expected, expected.riskVectors(), actual.riskVectors(), n);
        }
        if (expected.wants(Output.BOOK_PNL)) {
            requireSameVectors(who, "book", expected, expected.bookPnl(), actual.bookPnl(), rows);
        }
        if (expected.wants(Output.WORST_CELLS)) {
            WorstCells ours = actual.worstCells();
            WorstCells theirs = expected.worstCells();
            requireSame(who, "worst cell", theirs.worst(), ours.worst(), rows);
            requireSame(who, "runner-up", theirs.runnerUp(), ours.runnerUp(), rows);
            requireSame(who, "cell that is not finite", theirs.notFinite(), ours.notFinite(), rows);
            requireSame(who, "worst cell's profit", theirs.worstPnl(), ours.worstPnl(), rows);
            requireSame(who, "runner-up's profit", theirs.runnerUpPnl(), ours.runnerUpPnl(), rows);
        }
    }

    private static void requireSame(String who, String what, double[] expected, double[] actual, int count) {
        // Compares as Double.equals does: bits, and every NaN alike.
        refuse(who, what, Arrays.mismatch(expected, 0, count, actual, 0, count));
    }

    private static void requireSame(String who, String what, int[] expected, int[] actual, int count) {
        refuse(who, what, Arrays.mismatch(expected, 0, count, actual, 0, count));
    }

    private static void requireSameVectors(
            String who, String what, RevaluationResult shape, double[] expected, double[] actual, int count) {
        for (int row = 0; row < count; row++) {
            int from = row * shape.stride();
            int to = from + shape.scenarios();
            if (Arrays.mismatch(expected, from, to, actual, from, to) >= 0) {
                refuse(who, what, row);
            }
        }
    }

    private static void refuse(String who, String what, int index) {
        if (index >= 0) {
            throw new IllegalStateException("%s: %s %d has other bits than the reference".formatted(who, what, index));
        }
    }
}
