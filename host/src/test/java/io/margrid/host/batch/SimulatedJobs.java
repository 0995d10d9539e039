package io.margrid.host.batch;

import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.InstrumentTable;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.ShockTable;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Small plans and rows whose columns tell whose they are, and a revaluation in which every column counts, so that
/// an answer with anybody else's figures in it is another answer.
final class SimulatedJobs {
    /// Instruments of a plan have forwards from its number times this.
    static final int SPAN = 1_000;

    /// Mark of instruments that the device answers NaN for.
    static final double NAN_MARK = -1.0;

    /// No [io.margrid.model.revaluation.ValueKind].
    private static final int NO_KIND = 99;

    private static final int[][] VOL_SHOCKS = {{0, 0, 1}, {1, 0, 1, 0, 0}, {}};
    private static final int[] VOL_SHOCK_COUNTS = {2, 2, 1};

    /// Which of the shapes has no scenarios.
    static final int WITHOUT_SCENARIOS = 2;

    private SimulatedJobs() {}

    static RevaluationPlan plan(SplittableRandom random, int number, int shape, int n) {
        int groups = 1 + random.nextInt(2);
        int volShocks = VOL_SHOCK_COUNTS[shape];
        InstrumentTable table = InstrumentTable.allocate(n, volShocks);
        for (int i = 0; i < n; i++) {
            table.kind()[i] = random.nextInt(2);
            table.shockGroup()[i] = random.nextInt(groups);
            table.forward()[i] = (double) number * SPAN + i;
            table.strikeOverForward()[i] = random.nextInt(1, 100);
            table.logForwardOverStrike()[i] = random.nextInt(100);
            table.years()[i] = random.nextInt(100);
            table.baseDeviation()[i] = random.nextInt(100);
            for (int v = 0; v < volShocks; v++) {
                table.shockedDeviation()[v * n + i] = random.nextInt(100);
            }
        }
        ShockTable shocks = ShockTable.allocate(groups, volShocks, VOL_SHOCKS[shape]);
        for (int g = 0; g < groups; g++) {
            for (int s = 0; s < shocks.scenarios(); s++) {
                shocks.fill(g, s, random.nextInt(1, 100), random.nextInt(1, 10));
            }
        }
        return new RevaluationPlan(table, new double[table.size()], shocks);
    }

    static void malform(RevaluationPlan plan) {
        Arrays.fill(plan.instruments().kind(), NO_KIND);
    }

    /// Rows whose quantities are from the call's number times [#SPAN].
    static BookTable rows(SplittableRandom random, int number, int instruments, int rows) {
        int[] starts = new int[rows + 1];
        for (int row = 0; row < rows; row++) {
            starts[row + 1] = starts[row] + (instruments == 0 ? 0 : random.nextInt(1, 3));
        }
        int entries = starts[rows];
        double[] quantity = IntStream.range(0, entries)
                .mapToDouble(e -> (double) number * SPAN + e % SPAN)
                .toArray();
        return BookTable.of(
                instruments,
                starts,
                IntStream.range(0, entries)
                        .map(_ -> random.nextInt(Math.max(1, instruments)))
                        .toArray(),
                quantity);
    }

    /// The revaluation: no finance in it.
    static void revalue(RevaluationBatch batch, RevaluationResult result) {
        InstrumentTable table = batch.instruments();
        int stride = result.stride();
        for (int i = 0; i < table.size(); i++) {
            double nan = table.strikeOverForward()[i] == NAN_MARK ? Double.NaN : 0.0;
            result.value()[i] = table.forward()[i] + table.kind()[i] + nan;
            result.delta()[i] = table.strikeOverForward()[i] + nan;
            result.gamma()[i] = table.logForwardOverStrike()[i];
            result.vega()[i] = table.years()[i];
            result.theta()[i] = table.baseDeviation()[i];
            for (int s = 0; s < result.scenarios(); s++) {
                int cell = table.shockGroup()[i] * result.scenarios() + s;
                ShockTable shocks = batch.shocks();
                result.riskVectors()[i * stride + s] = nan
                        + shocks.weight()[cell] * (table.forward()[i] + shocks.factor()[cell])
                        + shocks.inverseFactor()[cell]
                        + shocks.logFactor()[cell]
                        + shocks.inverseReturn()[cell]
                        + shocks.move()[cell]
                        + table.shockedDeviation()[shocks.volShock()[s] * table.size() + i];
            }
        }
        BookTable books = batch.books();
        for (int row = 0; row < books.rows(); row++) {
            for (int s = 0; s < result.scenarios(); s++) {
                double sum = 0.0;
                for (int e = books.rowStart()[row]; e < books.rowStart()[row + 1]; e++) {
                    sum += books.quantity()[e] * result.riskVectors()[books.instrument()[e] * stride + s];
                }
                result.bookPnl()[row * stride + s] = sum;
            }
        }
    }
}
