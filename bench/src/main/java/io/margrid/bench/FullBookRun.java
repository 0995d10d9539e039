package io.margrid.bench;

import io.margrid.host.engine.FullBookEngine;
import io.margrid.host.engine.StageTimes;
import io.margrid.model.margin.MarginTotals;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.revaluation.RevaluationBackend;
import java.lang.management.ManagementFactory;
import java.util.List;

/// The whole pass over a full book: from a new market to the margins of all accounts.
final class FullBookRun implements Contender {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final String name;
    private final FullBookEngine engine;
    private final List<MarketSnapshot> markets;
    private final double positions;
    private int tick;
    private long allocated;

    FullBookRun(String name, RevaluationBackend backend, FullBookWorkload workload, List<MarketSnapshot> markets) {
        this.name = name;
        this.markets = markets;
        engine = new FullBookEngine(backend, workload.model(), workload.book());
        positions = workload.book().table().entries();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double sample() {
        long before = THREADS.getTotalThreadAllocatedBytes();
        long start = System.nanoTime();
        margin(tick);
        double nanos = System.nanoTime() - start;
        allocated = THREADS.getTotalThreadAllocatedBytes() - before;
        tick++;
        return nanos / positions;
    }

    /// One pass.
    ///
    /// @param market index of the market, taken round and round
    MarginTotals margin(int market) {
        return engine.margin(markets.get(market % markets.size()), new StageTimes());
    }

    /// Bytes that all threads allocated in the last sample, for each position.
    double allocatedBytes() {
        return allocated / positions;
    }

    @Override
    public void close() {
        engine.close();
    }
}
