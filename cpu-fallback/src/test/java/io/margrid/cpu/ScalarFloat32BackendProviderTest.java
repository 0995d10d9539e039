package io.margrid.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.revaluation.BackendProbe;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.InstrumentTable;
import io.margrid.model.revaluation.RandomBatches;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBackendContract;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.ShockTable;
import io.margrid.model.revaluation.ValueKind;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Against the scalar backend of doubles, whose figures have oracles of their own.
class ScalarFloat32BackendProviderTest extends RevaluationBackendContract {
    private static final long SEED = Long.getLong("margrid.seed", 20_260_820L);

    @Override
    protected RevaluationBackend open() {
        return new ScalarFloat32BackendProvider().open();
    }

    @Override
    protected RevaluationBackend openReference() {
        return new ScalarFloat32BackendProvider().open();
    }

    @Test
    void isUsedByNameOnly() {
        assertThat(new ScalarFloat32BackendProvider().probe())
                .isInstanceOfSatisfying(BackendProbe.Usable.class, usable -> {
                    assertThat(usable.isAutomatic()).isFalse();
                    assertThat(usable.info().label()).isEqualTo("cpu/scalar-float32/java");
                });
    }

    @Test
    void entriesAreTheNearestFloatsAndSumsAreOfThem() {
        SplittableRandom random = new SplittableRandom(SEED);
        RevaluationBatch batch = RandomBatches.batch(random, 500, 35, 3, 2, 1, 40, 300, 700);
        try (RevaluationBackend float32 = open();
                RevaluationBackend float64 = new ScalarBackend()) {
            RevaluationResult actual = float32.revalue(batch);
            RevaluationResult exact = float64.revalue(batch);
            assertThat(actual.value()).containsExactly(exact.value());
            assertThat(actual.delta()).containsExactly(exact.delta());
            assertThat(actual.gamma()).containsExactly(exact.gamma());
            assertThat(actual.vega()).containsExactly(exact.vega());
            assertThat(actual.theta()).containsExactly(exact.theta());
            for (int i = 0; i < 500; i++) {
                double[] nearest = Arrays.stream(exact.riskVector(i))
                        .map(entry -> (float) entry)
                        .map(entry -> entry == 0.0 ? 0.0 : entry)
                        .toArray();
                assertThat(actual.riskVector(i))
                        .as("seed %d, instrument %d", SEED, i)
                        .containsExactly(nearest);
            }
            for (int row = 0; row < batch.books().rows(); row++) {
                for (int s = 0; s < 35; s++) {
                    // Each term is off by 2^-24 of it at most, or by next to nothing.
                    double bound = 6e-8 * terms(batch.books(), exact, row, s) + 1e-30;
                    assertThat(actual.bookVector(row)[s])
                            .as("seed %d, book %d, scenario %d", SEED, row, s)
                            .isCloseTo(exact.bookVector(row)[s], within(bound));
                }
            }
        }
    }

    /// Sum of the absolute values of the terms of a sum.
    private static double terms(BookTable books, RevaluationResult result, int row, int scenario) {
        double sum = 0.0;
        for (int e = books.rowStart()[row]; e < books.rowStart()[row + 1]; e++) {
            sum += Math.abs(books.quantity()[e] * result.riskVector(books.instrument()[e])[scenario]);
        }
        return sum;
    }

    /// A future that would lose 1e39.
    @Test
    void whatIsTooLargeForAFloatIsNotFinite() {
        InstrumentTable table = InstrumentTable.allocate(1, 1);
        table.kind()[0] = ValueKind.LINEAR_FUTURE.code();
        table.forward()[0] = 1e40;
        ShockTable shocks = ShockTable.allocate(1, 1, new int[2]);
        shocks.fill(0, 0, 0.01, 1.0);
        shocks.fill(0, 1, -0.1, 1.0);
        BookTable books = BookTable.of(1, new int[] {0, 1}, new int[] {0}, new double[] {1.0});
        RevaluationBatch batch = new RevaluationBatch(table, shocks, books);
        try (RevaluationBackend float32 = open();
                RevaluationBackend float64 = new ScalarBackend()) {
            assertThat(float64.revalue(batch).isFinite(0)).isTrue();
            RevaluationResult result = float32.revalue(batch);
            assertThat(result.isFinite(0)).isFalse();
            assertThat(result.worstCells().notFinite()).containsExactly(1);
        }
    }
}
