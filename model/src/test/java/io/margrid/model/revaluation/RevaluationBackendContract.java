package io.margrid.model.revaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every backend must do; written once. A backend's test extends it and says how to open the two backends.
///
/// Random cases print their seed in the failure message; `-Dmargrid.seed=N` runs another one.
public abstract class RevaluationBackendContract {
    private static final long SEED = Long.getLong("margrid.seed", 20_260_820L);

    private RevaluationBackend backend;
    private RevaluationBackend reference;

    /// For subclasses.
    protected RevaluationBackendContract() {}

    /// The backend under test.
    ///
    /// @return a new backend
    protected abstract RevaluationBackend open();

    /// The backend whose bits count.
    ///
    /// @return a new scalar backend
    protected abstract RevaluationBackend openReference();

    @BeforeEach
    void openBackends() {
        backend = open();
        reference = openReference();
    }

    @AfterEach
    void closeBackends() {
        backend.close();
        backend.close();
        reference.close();
    }

    @Test
    void givesTheKnownAnswer() {
        assertThat(KnownAnswer.reproducedBy(backend)).isTrue();
    }

    @Test
    void noEntryIsNegativeZero() {
        SplittableRandom random = new SplittableRandom(SEED);
        RevaluationBatch batch = new RevaluationBatch(
                RandomBatches.instruments(random, 2_000, 3, 4),
                RandomBatches.shocks(random, 100, 3, 4),
                RandomBatches.books(random, 2_000, 1, 1, 10, 300, 0));
        RevaluationResult result = backend.revalue(batch);
        long negative = Double.doubleToRawLongBits(-0.0);
        for (int i = 0; i < 2_000; i++) {
            for (double entry : result.riskVector(i)) {
                assertThat(Double.doubleToRawLongBits(entry))
                        .as("instrument %d", i)
                        .isNotEqualTo(negative);
            }
        }
        for (int row = 0; row < 5; row++) {
            for (double entry : result.bookVector(row)) {
                assertThat(Double.doubleToRawLongBits(entry)).as("book %d", row).isNotEqualTo(negative);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 8, 9, 13, 63, 64, 65, 1023, 4097})
    void givesTheReferencesBitsForAnyNumberOfInstruments(int n) {
        SplittableRandom random = new SplittableRandom(SEED + n);
        RevaluationBatch batch = new RevaluationBatch(
                RandomBatches.instruments(random, n, 3, 2),
                RandomBatches.shocks(random, 35, 3, 2),
                n == 0 ? BookTable.EMPTY : RandomBatches.books(random, n, 0, 1, 2, n));
        assertSameBits(batch, "n " + n);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 31, 33, 35, 36, 63, 64, 65, 2500})
    void givesTheReferencesBitsForAnyNumberOfScenarios(int scenarios) {
        SplittableRandom random = new SplittableRandom(SEED + scenarios);
        RevaluationBatch batch = new RevaluationBatch(
                RandomBatches.instruments(random, 21, 4, 3),
                RandomBatches.shocks(random, scenarios, 4, 3),
                RandomBatches.books(random, 21, 5, 21, 100));
        assertSameBits(batch, "scenarios " + scenarios);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 8, 9, 63, 64, 65, 255, 256, 257, 511, 512, 513, 1023, 4097, 100_000})
    void givesTheReferencesBitsForAnySizeOfBook(int size) {
        SplittableRandom random = new SplittableRandom(SEED + size);
        RevaluationBatch batch = new RevaluationBatch(
                RandomBatches.instruments(random, 50, 3, 1),
                RandomBatches.shocks(random, 35, 3, 1),
                RandomBatches.books(random, 50, size, 3, size));
        assertSameBits(batch, "size " + size);
    }

    @Test
    void givesTheReferencesBitsOnTenMillionCells() {
        SplittableRandom random = new SplittableRandom(SEED);
        long cells = 0;
        for (int round = 0; cells < 10_000_000L; round++) {
            int n = random.nextInt(1, 3000);
            int scenarios = random.nextInt(1, 80);
            int volShocks = random.nextInt(1, 6);
            int groups = random.nextInt(1, 5);
            RevaluationBatch batch = new RevaluationBatch(
                    RandomBatches.instruments(random, n, volShocks, groups),
                    RandomBatches.shocks(random, scenarios, volShocks, groups),
                    RandomBatches.books(random, n, random.nextInt(600), random.nextInt(600), random.nextInt(20)));
            assertSameBits(batch, "round " + round);
            cells += batch.cells();
        }
        assertThat(cells).isGreaterThanOrEqualTo(10_000_000L);
    }

    @Test
    void aRowsAndInstrumentsBitsDoNotDependOnTheirNeighbours() {
        SplittableRandom random = new SplittableRandom(SEED);
        InstrumentTable all = RandomBatches.instruments(random, 77, 3, 2);
        ShockTable shocks = RandomBatches.shocks(random, 35, 3, 2);
        BookTable books = RandomBatches.books(random, 77, 0, 5, 300, 41, 1, 77);
        RevaluationResult together = backend.revalue(new RevaluationBatch(all, shocks, books));
        for (int row = 0; row < books.rows(); row++) {
            int[] order = shuffled(random, 77);
            RevaluationBatch alone = new RevaluationBatch(permuted(all, order), shocks, single(books, row, order));
            RevaluationResult result = backend.revalue(alone);
            assertThat(bits(result.bookVector(0)))
                    .as("seed %d, row %d", SEED, row)
                    .isEqualTo(bits(together.bookVector(row)));
            for (int i = 0; i < order.length; i++) {
                assertThat(bits(result.riskVector(i))).isEqualTo(bits(together.riskVector(order[i])));
            }
        }
    }

    @Test
    void anUnmovedScenarioIsExactlyZeroAndNoCellIsMinusZero() {
        SplittableRandom random = new SplittableRandom(SEED);
        InstrumentTable table = RandomBatches.instruments(random, 500, 1, 1);
        Arrays.fill(table.givenBase(), Double.NaN);
        System.arraycopy(table.baseDeviation(), 0, table.shockedDeviation(), 0, 500);
        ShockTable shocks = ShockTable.allocate(1, 1, new int[] {0, 0});
        shocks.fill(0, 0, 0.0, 1.0);
        shocks.fill(0, 1, 0.0, 0.25);
        RevaluationResult result =
                backend.revalue(new RevaluationBatch(table, shocks, RandomBatches.books(random, 500, 400)));
        for (int i = 0; i < 500; i++) {
            assertThat(bits(result.riskVector(i))).containsOnly(0L);
        }
        assertThat(bits(result.bookVector(0))).containsOnly(0L);
    }

    @Test
    void aResultCanBeUsedAgain() {
        SplittableRandom random = new SplittableRandom(SEED);
        ShockTable shocks = RandomBatches.shocks(random, 35, 3, 1);
        RevaluationBatch first = new RevaluationBatch(
                RandomBatches.instruments(random, 64, 3, 1), shocks, RandomBatches.books(random, 64, 10));
        RevaluationBatch second = new RevaluationBatch(
                RandomBatches.instruments(random, 64, 3, 1), shocks, RandomBatches.books(random, 64, 10));
        RevaluationResult result = RevaluationResult.allocate(first);
        backend.revalue(second, result);
        backend.revalue(first, result);
        assertThat(KnownAnswer.hash(first, result)).isEqualTo(KnownAnswer.hash(first, reference.revalue(first)));
    }

    @Test
    void refusesAResultOfAnotherShape() {
        SplittableRandom random = new SplittableRandom(SEED);
        ShockTable shocks = RandomBatches.shocks(random, 35, 3, 1);
        RevaluationBatch small =
                new RevaluationBatch(RandomBatches.instruments(random, 1, 3, 1), shocks, BookTable.EMPTY);
        RevaluationBatch large =
                new RevaluationBatch(RandomBatches.instruments(random, 2, 3, 1), shocks, BookTable.EMPTY);
        assertThatThrownBy(() -> backend.revalue(large, RevaluationResult.allocate(small)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the result was allocated for another batch");
    }

    @Test
    void saysWhoComputes() {
        assertThat(backend.info().label().split("/", -1)).hasSize(3).doesNotContain("");
        assertThat(backend.info().id()).isNotBlank();
    }

    private void assertSameBits(RevaluationBatch batch, String what) {
        RevaluationResult ours = backend.revalue(batch);
        RevaluationResult theirs = reference.revalue(batch);
        if (KnownAnswer.hash(batch, ours) != KnownAnswer.hash(batch, theirs)) {
            // The hash says that something differs; this says what.
            String seed = "seed %d, %s".formatted(SEED, what);
            for (int i = 0; i < batch.instruments().size(); i++) {
                assertThat(bits(ours.riskVector(i)))
                        .as("%s, instrument %d", seed, i)
                        .isEqualTo(bits(theirs.riskVector(i)));
            }
            for (int row = 0; row < batch.books().rows(); row++) {
                assertThat(bits(ours.bookVector(row)))
                        .as("%s, book %d", seed, row)
                        .isEqualTo(bits(theirs.bookVector(row)));
            }
            throw new AssertionError(seed + ": base values or Greeks differ");
        }
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
    }

    private static int[] shuffled(SplittableRandom random, int n) {
        int[] order = IntStream.range(0, n).toArray();
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }

    private static InstrumentTable permuted(InstrumentTable table, int[] order) {
        int n = order.length;
        int volShocks = table.shockedDeviation().length / n;
        InstrumentTable permuted = InstrumentTable.allocate(n, volShocks);
        for (int i = 0; i < n; i++) {
            permuted.kind()[i] = table.kind()[order[i]];
            permuted.shockGroup()[i] = table.shockGroup()[order[i]];
            permuted.forward()[i] = table.forward()[order[i]];
            permuted.strikeOverForward()[i] = table.strikeOverForward()[order[i]];
            permuted.logForwardOverStrike()[i] = table.logForwardOverStrike()[order[i]];
            permuted.years()[i] = table.years()[order[i]];
            permuted.baseDeviation()[i] = table.baseDeviation()[order[i]];
            permuted.givenBase()[i] = table.givenBase()[order[i]];
            for (int v = 0; v < volShocks; v++) {
                permuted.shockedDeviation()[v * n + i] = table.shockedDeviation()[v * n + order[i]];
            }
        }
        return permuted;
    }

    private static BookTable single(BookTable books, int row, int[] order) {
        int[] place = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            place[order[i]] = i;
        }
        int from = books.rowStart()[row];
        int to = books.rowStart()[row + 1];
        int[] instrument = new int[to - from];
        for (int e = from; e < to; e++) {
            instrument[e - from] = place[books.instrument()[e]];
        }
        return new BookTable(new int[] {0, to - from}, instrument, Arrays.copyOfRange(books.quantity(), from, to));
    }
}
