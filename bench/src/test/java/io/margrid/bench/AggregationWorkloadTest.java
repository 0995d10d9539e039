package io.margrid.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.host.backend.Backends;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationResult;
import org.junit.jupiter.api.Test;

class AggregationWorkloadTest {
    /// From the definition, without the port: two streams of numbers and three loops.
    @Test
    void isTheWorkloadThatOtherProgramsDo() {
        double[][] profits = new double[1024][35];
        PricingWorkload.SplitMix random = new PricingWorkload.SplitMix(9);
        for (double[] row : profits) {
            for (int s = 0; s < row.length; s++) {
                row[s] = (random.uniform() - 0.5) * 20_000.0;
            }
        }
        AggregationWorkload workload = new AggregationWorkload(3);
        assertThat(workload.positions()).isEqualTo(600);
        RevaluationResult result;
        try (RevaluationBackend backend = Backends.open("scalar")) {
            result = backend.revalue(workload.batch());
        }
        PricingWorkload.SplitMix positions = new PricingWorkload.SplitMix(7);
        for (int account = 0; account < 3; account++) {
            double[] sums = new double[35];
            for (int p = 0; p < 200; p++) {
                double[] unit = profits[(int) (positions.next() >>> 54)];
                double quantity = Math.floor(positions.uniform() * 2001.0) / 10.0 - 100.0;
                for (int s = 0; s < sums.length; s++) {
                    sums[s] += quantity * unit[s];
                }
            }
            assertThat(result.bookVector(account)).isEqualTo(sums);
        }
        assertThat(result.riskVector(1023)).isEqualTo(profits[1023]);
    }

    @Test
    void fewerAccountsAreTheFirstOnes() {
        BookTable all = new AggregationWorkload(20).batch().books();
        BookTable few = new AggregationWorkload(5).batch().books();
        assertThat(all.slice(0, 5)).usingRecursiveComparison().isEqualTo(few);
    }
}
