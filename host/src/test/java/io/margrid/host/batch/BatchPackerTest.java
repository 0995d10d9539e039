package io.margrid.host.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.host.backend.Backends;
import io.margrid.host.batch.BatchPacker.Packed;
import io.margrid.host.engine.CallTerms;
import io.margrid.host.engine.Revalued;
import io.margrid.model.Limits;
import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.RandomBatches;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.ShockTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchPackerTest {
    private static final long SEED = Long.getLong("margrid.seed", 20_260_820L);
    private static final BackendInfo BY = new BackendInfo("test", "test", "for tests");
    private static final int VOL_SHOCKS = 3;
    private static final int JOBS = 12;
    private static final int[] SIZES = {0, 1, 2, 7, 8, 9, 31};

    /// Instruments and factors of their own, the volatility shock of each scenario in common.
    private static RevaluationPlan plan(SplittableRandom random, int scenarios, ShockTable model) {
        int groups = 1 + random.nextInt(4);
        ShockTable own = RandomBatches.shocks(random, scenarios, VOL_SHOCKS, groups);
        ShockTable shocks = new ShockTable(
                scenarios,
                VOL_SHOCKS,
                model.volShock(),
                own.move(),
                own.factor(),
                own.inverseFactor(),
                own.logFactor(),
                own.inverseReturn(),
                own.weight());
        int n = SIZES[random.nextInt(SIZES.length)];
        return new RevaluationPlan(RandomBatches.instruments(random, n, VOL_SHOCKS, groups), new double[n], shocks);
    }

    private static BookTable rows(SplittableRandom random, int instruments) {
        int[] sizes =
                random.ints(random.nextInt(6), 0, instruments == 0 ? 1 : 12).toArray();
        BookTable books = RandomBatches.books(random, Math.max(1, instruments), sizes);
        return BookTable.of(instruments, books.rowStart(), books.instrument(), books.quantity());
    }

    private static List<Part> parts(SplittableRandom random, int scenarios) {
        ShockTable model = RandomBatches.shocks(random, scenarios, VOL_SHOCKS, 1);
        List<Part> parts = new ArrayList<>();
        for (int j = 0; j < JOBS; j++) {
            RevaluationPlan plan = j > 0 && random.nextInt(3) == 0
                    ? parts.get(random.nextInt(j)).job().plan()
                    : plan(random, scenarios, model);
            BookTable rows = rows(random, plan.instruments().size());
            RevaluationJob job = new RevaluationJob(plan, rows, CallTerms.LOCAL, Limits.CELLS);
            // Some rows in the middle, as of a job that was cut.
            int from = random.nextInt(rows.rows() + 1);
            parts.add(new Part(job, from, from + random.nextInt(rows.rows() - from + 1), 0));
        }
        Collections.shuffle(parts, new Random(random.nextLong()));
        return parts;
    }

    private static RevaluationResult revalue(RevaluationBackend backend, RevaluationBatch batch) {
        RevaluationResult result = RevaluationResult.allocate(batch, Revalued.OUTPUTS);
        backend.revalue(batch, result);
        return result;
    }

    /// Bits depend on the job only, whatever it is joined with and wherever it lies.
    @ParameterizedTest
    @CsvSource({"scalar, 35", "scalar, 1", "scalar, 0", "vector, 35", "vector, 17", "vector, 0"})
    void joinedJobsHaveTheBitsOfLoneOnes(String name, int scenarios) {
        SplittableRandom random = new SplittableRandom(SEED);
        try (RevaluationBackend backend = Backends.open(name)) {
            for (int mix = 0; mix < 40; mix++) {
                List<Part> parts = parts(random, scenarios);
                Packed packed = BatchPacker.pack(parts);
                List<Slice> slices = packed.slices(revalue(backend, packed.batch()), BY);
                for (int p = 0; p < parts.size(); p++) {
                    Part part = parts.get(p);
                    RevaluationPlan plan = part.job().plan();
                    RevaluationResult alone =
                            revalue(backend, new RevaluationBatch(plan.instruments(), plan.shocks(), part.table()));
                    assertThat(figures(plan, slices.get(p)))
                            .as("seed %d, mix %d, part %d", SEED, mix, p)
                            .isEqualTo(figures(
                                    plan, new Slice(alone, 0, plan.instruments().size(), 0, part.rows(), true, BY)));
                }
            }
        }
    }

    private static List<List<Long>> figures(RevaluationPlan plan, Slice slice) {
        RevaluationResult units = slice.units();
        int n = plan.instruments().size();
        List<double[]> figures = new ArrayList<>();
        slice.addRowsTo(figures);
        for (int i = 0; i < n; i++) {
            figures.add(units.riskVector(i));
        }
        for (double[] column : List.of(units.value(), units.delta(), units.gamma(), units.vega(), units.theta())) {
            figures.add(Arrays.copyOf(column, n));
        }
        return figures.stream()
                .map(some -> Arrays.stream(some)
                        .mapToObj(Double::doubleToRawLongBits)
                        .toList())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"35", "1"})
    void aPlanInCommonIsPricedOnce(int scenarios) {
        SplittableRandom random = new SplittableRandom(SEED);
        ShockTable model = RandomBatches.shocks(random, scenarios, VOL_SHOCKS, 1);
        RevaluationPlan shared = plan(random, scenarios, model);
        RevaluationPlan equal = new RevaluationPlan(shared.instruments(), shared.volatility(), shared.shocks());
        List<Part> parts = new ArrayList<>();
        for (RevaluationPlan plan : List.of(shared, equal, shared)) {
            BookTable rows = rows(random, plan.instruments().size());
            parts.add(new Part(new RevaluationJob(plan, rows, CallTerms.LOCAL, Limits.CELLS), 0, rows.rows(), 0));
        }
        Packed packed = BatchPacker.pack(parts);
        assertThat(packed.batch().instruments().size())
                .isEqualTo(2 * shared.instruments().size());
        assertThat(packed.places()[2]).isEqualTo(packed.places()[0]);
    }
}
