package io.margrid.bench;

import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import java.util.Set;

/// What a full book costs at least: its W1 and W2, instruments priced and books summed to their worst cells by the
/// backend, with columns made before and no rules, charges or margins after.
final class FullBookKernels implements Contender {
    private final String name;
    private final RevaluationBackend backend;
    private final RevaluationBatch batch;
    private final RevaluationResult result;
    private final double positions;

    FullBookKernels(String name, RevaluationBackend backend, FullBookWorkload workload, MarketSnapshot market) {
        this.name = name;
        this.backend = backend;
        RevaluationPlan plan = workload.model().plan(workload.book().instruments(), market);
        BookTable table = workload.book().table();
        batch = new RevaluationBatch(
                plan.instruments(),
                plan.shocks(),
                BookTable.of(table.instruments(), table.rowStart(), table.instrument(), table.quantity()));
        result = RevaluationResult.allocate(batch, Set.of(Output.WORST_CELLS));
        positions = table.entries();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double sample() {
        long start = System.nanoTime();
        backend.revalue(batch, result);
        return (System.nanoTime() - start) / positions;
    }

    @Override
    public void close() {}
}
