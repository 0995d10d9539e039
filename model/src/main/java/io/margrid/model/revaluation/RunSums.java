package io.margrid.model.revaluation;

import java.util.Arrays;

/// Exposures of the runs of some neighbouring rows, one thread's: what its backend has just summed and its
/// [RowConsumer] reads at once, so that they never leave a cache. Grows only.
///
/// With quantities `q` and weights `w` of a run's entries, in their order,
///
///     net    = +0.0 + q w + ...
///     shorts = +0.0 + min(q, 0) w + ...
///
/// each product rounded before it is added, over the whole run: [SummationOrder#CHUNK] has no part in it. [#sum]
/// defines the bits.
public final class RunSums {
    /// `net` and `shorts` of a run side by side.
    public static final int COLUMNS = 2;

    private double[] sums = new double[0];
    private int first;

    /// Room for nothing yet.
    public RunSums() {}

    /// Makes room for the runs of some rows.
    ///
    /// @param runs  all runs
    /// @param from  first row
    /// @param to    row after the last one
    /// @param slack doubles behind the last run, for those who write more at once
    public void reserve(EntryRuns runs, int from, int to, int slack) {
        first = runs.firstRun()[from];
        int needed = Math.addExact(Math.multiplyExact(runs.firstRun()[to] - first, COLUMNS), slack);
        if (sums.length < needed) {
            sums = Arrays.copyOf(sums, needed);
        }
    }

    /// Sums the runs of one row, for which there is room.
    ///
    /// @param weights runs and weights
    /// @param row     the row
    public void sum(RunWeights weights, int row) {
        EntryRuns runs = weights.runs();
        int[] instrument = runs.table().instrument();
        double[] quantity = runs.table().quantity();
        double[] weight = weights.weight();
        for (int run = runs.firstRun()[row]; run < runs.firstRun()[row + 1]; run++) {
            double net = 0.0;
            double shorts = 0.0;
            for (int e = runs.runStart()[run]; e < runs.runStart()[run + 1]; e++) {
                double w = weight[instrument[e]];
                net += quantity[e] * w;
                // Without a branch: half of all positions are short, in no order.
                shorts += Math.min(quantity[e], 0.0) * w;
            }
            int at = index(run);
            sums[at] = net;
            sums[at + 1] = shorts;
        }
    }

    /// Makes room for the runs of some rows and sums them.
    ///
    /// @param weights runs and weights
    /// @param from    first row
    /// @param to      row after the last one
    public void sum(RunWeights weights, int from, int to) {
        if (!weights.isEmpty()) {
            reserve(weights.runs(), from, to, 0);
            for (int row = from; row < to; row++) {
                sum(weights, row);
            }
        }
    }

    /// Exposure of a run.
    ///
    /// @param run one of the runs that there is room for
    /// @return sum of `q w`
    public double net(int run) {
        return sums[index(run)];
    }

    /// Exposure of a run's short entries.
    ///
    /// @param run one of the runs that there is room for
    /// @return sum of `min(q, 0) w`
    public double shorts(int run) {
        return sums[index(run) + 1];
    }

    /// The array itself, for backends.
    ///
    /// @return valid until there is more room
    public double[] sumsUnsafe() {
        return sums;
    }

    /// Where a run's figures are in the array.
    ///
    /// @param run one of the runs that there is room for
    /// @return index of `net`; `shorts` is behind it
    public int index(int run) {
        return (run - first) * COLUMNS;
    }
}
