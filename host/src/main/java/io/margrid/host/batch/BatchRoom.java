package io.margrid.host.batch;

import io.margrid.model.Limits;
import io.margrid.model.margin.RevaluationPlan;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// What is in a batch so far, and what still fits. Instruments of one plan count once.
final class BatchRoom {
    /// Keeps indices of entries inside an `int`.
    private static final long ENTRIES_MAX = 1L << 28;

    private final long cellsMax;
    private final int width;
    private final Set<RevaluationPlan> plans = Collections.newSetFromMap(new IdentityHashMap<>());
    private long instruments;
    private long groups;
    private long rows;
    private long entries;

    /// An empty batch.
    ///
    /// @param cellsMax most cells
    /// @param width    doubles of an instrument or row
    BatchRoom(long cellsMax, int width) {
        this.cellsMax = cellsMax;
        this.width = width;
    }

    boolean fits(Part part) {
        RevaluationPlan plan = part.job().plan();
        boolean known = plans.contains(plan);
        long n = instruments + (known ? 0 : plan.instruments().size());
        long g = groups + (known ? 0 : plan.shocks().groups());
        return width * Math.max(n, Math.max(g, rows + part.rows())) <= cellsMax
                && n <= Limits.INSTRUMENTS
                && entries + part.entries() <= ENTRIES_MAX;
    }

    void add(Part part) {
        RevaluationPlan plan = part.job().plan();
        if (plans.add(plan)) {
            instruments += plan.instruments().size();
            groups += plan.shocks().groups();
        }
        rows += part.rows();
        entries += part.entries();
    }
}
