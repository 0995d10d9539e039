package io.margrid.model.revaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
        RevaluationBatch batch = RandomBatches.batch(random, 2_000, 100, 3, 4, 1, 1, 10, 300, 0);
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
        int[] sizes = n == 0 ? new int[] {0, 0} : new int[] {0, 1, 2, n};
        RevaluationBatch batch = RandomBatches.batch(random, n, 35, 3, 2, sizes);
        assertSameBits(batch, "n " + n);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 31, 33, 35, 36, 63, 64, 65, 2500})
    void givesTheReferencesBitsForAnyNumberOfScenarios(int scenarios) {
        SplittableRandom random = new SplittableRandom(SEED + scenarios);
        RevaluationBatch batch = RandomBatches.batch(random, 21, scenarios, 4, 3, 5, 21, 100);
        assertSameBits(batch, "scenarios " + scenarios);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 8, 9, 63, 64, 65, 255, 256, 257, 511, 512, 513, 1023, 4097, 100_000})
    void givesTheReferencesBitsForAnySizeOfBook(int size) {
        SplittableRandom random = new SplittableRandom(SEED + size);
        RevaluationBatch batch = RandomBatches.batch(random, 50, 35, 3, 1, size, 3, size);
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
            RevaluationBatch batch = RandomBatches.batch(
                    random,
                    n,
                    scenarios,
                    volShocks,
                    groups,
                    random.nextInt(600),
                    random.nextInt(600),
                    random.nextInt(20));
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
        CellRules rules = RandomBatches.rules(random, 35);
        RevaluationResult together = backend.revalue(new RevaluationBatch(all, shocks, books, rules));
        for (int row = 0; row < books.rows(); row++) {
            int[] order = shuffled(random, 77);
            RevaluationBatch alone =
                    new RevaluationBatch(permuted(all, order), shocks, single(books, row, order), rules);
            RevaluationResult result = backend.revalue(alone);
            assertThat(bits(result.bookVector(0)))
                    .as("seed %d, row %d", SEED, row)
                    .isEqualTo(bits(together.bookVector(row)));
            assertThat(result.worstCells().worst()[0])
                    .as("seed %d, row %d", SEED, row)
                    .isEqualTo(together.worstCells().worst()[row]);
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

    /// The same books over the same instruments, each time in another order, split over several batches.
    @Test
    void aThousandMixesAndOrdersGiveOneHash() {
        SplittableRandom random = new SplittableRandom(SEED);
        int n = 40;
        InstrumentTable all = RandomBatches.instruments(random, n, 3, 2);
        ShockTable shocks = RandomBatches.shocks(random, 35, 3, 2);
        BookTable books = RandomBatches.books(random, n, 0, 1, 5, 13, 40, 257, 2, 7);
        CellRules rules = RandomBatches.rules(random, 35);
        RevaluationBatch batch = new RevaluationBatch(all, shocks, books, rules);
        long expected = KnownAnswer.hash(batch, reference.revalue(batch));
        for (int mix = 0; mix < 1_000; mix++) {
            RevaluationResult gathered = RevaluationResult.allocate(batch);
            int[] order = shuffled(random, n);
            InstrumentTable permuted = permuted(all, order);
            int[] rows = shuffled(random, books.rows());
            int from = 0;
            while (from < rows.length) {
                int to = random.nextInt(from + 1, rows.length + 1);
                BookTable some = gatheredRows(books, Arrays.copyOfRange(rows, from, to), order);
                RevaluationResult result = backend.revalue(new RevaluationBatch(permuted, shocks, some, rules));
                scatter(result, gathered, order, Arrays.copyOfRange(rows, from, to));
                from = to;
            }
            assertThat(KnownAnswer.hash(batch, gathered))
                    .as("seed %d, mix %d", SEED, mix)
                    .isEqualTo(expected);
        }
    }

    /// A cell that is not a number cannot win, and is not hidden.
    @Test
    void nanNeverWinsAndTiesGoToTheLowestIndex() {
        InstrumentTable table = InstrumentTable.allocate(3, 1);
        Arrays.fill(table.forward(), 100.0);
        table.forward()[1] = Double.NaN;
        table.forward()[2] = Double.POSITIVE_INFINITY;
        ShockTable shocks = ShockTable.allocate(1, 1, new int[5]);
        double[] moves = {0.0, 0.1, -0.25, 0.5, -0.25};
        for (int s = 0; s < moves.length; s++) {
            shocks.fill(0, s, moves[s], 1.0);
        }
        BookTable books = BookTable.of(
                3, new int[] {0, 1, 2, 3, 4, 4}, new int[] {0, 0, 1, 2}, new double[] {1.0, -1.0, 1.0, 1.0});
        RevaluationBatch batch = new RevaluationBatch(table, shocks, books);
        assertSameBits(batch, "not a number");
        WorstCells cells = backend.revalue(batch).worstCells();
        assertThat(cells.worst()).containsExactly(2, 3, -1, 2, 0);
        assertThat(cells.runnerUp()).containsExactly(4, 1, -1, 4, 1);
        assertThat(cells.worstPnl()).containsExactly(-25.0, -50.0, Double.NaN, Double.NEGATIVE_INFINITY, 0.0);
        assertThat(cells.notFinite()).containsExactly(-1, -1, 0, 0, -1);
    }

    @Test
    void givesOnlyWhatIsWanted() {
        SplittableRandom random = new SplittableRandom(SEED);
        RevaluationBatch batch = RandomBatches.batch(random, 130, 35, 3, 2, 1, 300, 0, 40);
        RevaluationResult all = reference.revalue(batch);
        for (Output output : Output.values()) {
            RevaluationResult some = RevaluationResult.allocate(batch, Set.of(output));
            backend.revalue(batch, some);
            RevaluationResult patched = new RevaluationResult(
                    Output.ALL,
                    all.scenarios(),
                    all.stride(),
                    output == Output.RISK_VECTORS ? some.riskVectors() : all.riskVectors(),
                    output == Output.BOOK_PNL ? some.bookPnl() : all.bookPnl(),
                    output == Output.GREEKS ? some.value() : all.value(),
                    output == Output.GREEKS ? some.delta() : all.delta(),
                    output == Output.GREEKS ? some.gamma() : all.gamma(),
                    output == Output.GREEKS ? some.vega() : all.vega(),
                    output == Output.GREEKS ? some.theta() : all.theta(),
                    output == Output.WORST_CELLS ? some.worstCells() : all.worstCells());
            assertThat(KnownAnswer.hash(batch, patched)).as(output.name()).isEqualTo(KnownAnswer.hash(batch, all));
        }
    }

    /// Books stay, the market moves, other books come and go.
    @Test
    void keptBooksGiveTheSameBits() {
        SplittableRandom random = new SplittableRandom(SEED);
        ShockTable shocks = RandomBatches.shocks(random, 35, 3, 2);
        CellRules rules = RandomBatches.rules(random, 35);
        BookTable kept = RandomBatches.books(random, 60, 1, 0, 700, 60, 256);
        BookTable other = RandomBatches.books(random, 60, 3, 900);
        ResidentBooks resident = backend.keep(kept);
        assertThat(resident.table()).isSameAs(kept);
        for (int tick = 0; tick < 5; tick++) {
            InstrumentTable market = RandomBatches.instruments(random, 60 + 10 * tick, 3, 2);
            assertSameBits(new RevaluationBatch(market, shocks, kept, rules), "kept, tick " + tick);
            assertSameBits(new RevaluationBatch(market, shocks, other, rules), "other, tick " + tick);
        }
        resident.close();
        resident.close();
        assertThat(resident.deviceBytes()).isZero();
        assertSameBits(
                new RevaluationBatch(RandomBatches.instruments(random, 60, 3, 2), shocks, kept, rules), "released");
    }

    /// Figures are in the result when their row is handed on, and every row is, once.
    @Test
    void handsEveryRowOnOnceWhenItIsDone() {
        SplittableRandom random = new SplittableRandom(SEED);
        int[] sizes = random.ints(700, 0, 300).toArray();
        RevaluationBatch batch = RandomBatches.batch(random, 60, 35, 3, 2, sizes);
        RevaluationResult expected = reference.revalue(batch);
        RevaluationResult result = RevaluationResult.allocate(batch);
        Arrays.fill(result.bookPnl(), Double.NaN);
        Arrays.fill(result.worstCells().worst(), -2);
        AtomicIntegerArray taken = new AtomicIntegerArray(sizes.length);
        AtomicInteger wrong = new AtomicInteger();
        backend.revalue(batch, result, (from, to, _) -> {
            for (int row = from; row < to; row++) {
                taken.incrementAndGet(row);
                if (result.worstCells().worst()[row] != expected.worstCells().worst()[row]
                        || !Arrays.equals(bits(result.bookVector(row)), bits(expected.bookVector(row)))
                        || Double.compare(result.value()[59], expected.value()[59]) != 0) {
                    wrong.incrementAndGet();
                }
            }
        });
        assertThat(wrong).hasValue(0);
        assertThat(IntStream.range(0, sizes.length).map(taken::get)).containsOnly(1);
        assertThat(KnownAnswer.hash(batch, result)).isEqualTo(KnownAnswer.hash(batch, expected));
    }

    /// Rows of every size, runs of every length, numbers of every kind; sums and cells beside them stay the same.
    @ParameterizedTest
    @ValueSource(ints = {1, 8, 29, 30, 31, 33, 35, 38, 39, 47, 70})
    void sumsExposuresOfRunsInTheirOrder(int scenarios) {
        SplittableRandom random = new SplittableRandom(SEED + scenarios);
        int[] sizes = random.ints(150, 0, 300).toArray();
        Arrays.fill(sizes, 40, 50, 0);
        Arrays.fill(sizes, 50, 60, 1);
        sizes[60] = 256;
        sizes[61] = 257;
        sizes[62] = 1_000;
        RevaluationBatch batch = RandomBatches.batch(random, 60, scenarios, 3, 2, sizes);
        double[] weight = random.doubles(60, -1.0, 1.0).toArray();
        double[] strange = {
            0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, 1e300, -1e300
        };
        System.arraycopy(strange, 0, weight, 20, strange.length);
        for (int e = 0; e < batch.books().entries(); e += 97) {
            batch.books().quantity()[e] = strange[random.nextInt(strange.length)];
        }
        RunWeights weights = new RunWeights(RandomBatches.runs(random, batch.books()), weight);
        RevaluationResult result = RevaluationResult.allocate(batch);
        TakenRuns taken = new TakenRuns(weights, result);
        for (int call = 0; call < 2; call++) {
            backend.revalue(batch, result, taken);
            assertThat(taken.pricedCalls)
                    .as("scenarios %d, seed %d", scenarios, SEED)
                    .hasValue(call + 1);
            for (int row = 0; row < sizes.length; row++) {
                assertThat(taken.ofRow[row]).as("row %d, seed %d", row, SEED).isEqualTo(taken.expected(row));
            }
            assertThat(KnownAnswer.hash(batch, result)).isEqualTo(KnownAnswer.hash(batch, reference.revalue(batch)));
        }
    }

    /// Notes the bits of the sums of each row's runs.
    private static final class TakenRuns implements RowConsumer {
        private final RunWeights weights;
        private final RevaluationResult result;
        private final AtomicInteger pricedCalls = new AtomicInteger();
        private final long[][] ofRow;

        TakenRuns(RunWeights weights, RevaluationResult result) {
            this.weights = weights;
            this.result = result;
            ofRow = new long[weights.runs().table().rows()][];
            result.value()[0] = Double.NaN;
        }

        @Override
        public RunWeights priced() {
            assertThat(result.value()[0])
                    .as("a value that the weights may be made of")
                    .isNotNaN();
            pricedCalls.incrementAndGet();
            Arrays.fill(ofRow, null);
            return weights;
        }

        @Override
        public void rows(int from, int to, RunSums sums) {
            for (int row = from; row < to; row++) {
                ofRow[row] = of(row, sums);
            }
        }

        private long[] of(int row, RunSums sums) {
            int first = weights.runs().firstRun()[row];
            return IntStream.range(first, weights.runs().firstRun()[row + 1])
                    .boxed()
                    .flatMap(run -> Stream.of(sums.net(run), sums.shorts(run)))
                    .mapToLong(Double::doubleToLongBits)
                    .toArray();
        }

        long[] expected(int row) {
            RunSums sums = new RunSums();
            sums.sum(weights, row, row + 1);
            return of(row, sums);
        }
    }

    @Test
    void refusesRunsOfOtherBooks() {
        SplittableRandom random = new SplittableRandom(SEED);
        RevaluationBatch batch = RandomBatches.batch(random, 10, 35, 3, 2, 5, 6);
        RunWeights others =
                new RunWeights(RandomBatches.runs(random, RandomBatches.books(random, 10, 5, 6)), new double[10]);
        RevaluationResult result = RevaluationResult.allocate(batch);
        assertThatThrownBy(() -> backend.revalue(batch, result, new TakenRuns(others, result)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the runs are not those of the batch's books");
        assertSameBits(batch, "after runs of other books");
    }

    @Test
    void handsNothingOnWithoutRowsAndThrowsWhatTheConsumerThrows() {
        SplittableRandom random = new SplittableRandom(SEED);
        RevaluationBatch none = RandomBatches.batch(random, 10, 35, 3, 2);
        backend.revalue(none, RevaluationResult.allocate(none), (_, _, _) -> {
            throw new AssertionError("there are no rows");
        });
        RevaluationBatch some = RandomBatches.batch(
                random, 10, 35, 3, 2, random.ints(500, 0, 30).toArray());
        IllegalStateException thrown = new IllegalStateException("enough");
        assertThatThrownBy(() -> backend.revalue(some, RevaluationResult.allocate(some), (_, _, _) -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertSameBits(some, "after a consumer that threw");
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
            assertThat(ours.worstCells().worst())
                    .as(seed)
                    .isEqualTo(theirs.worstCells().worst());
            assertThat(ours.worstCells().runnerUp())
                    .as(seed)
                    .isEqualTo(theirs.worstCells().runnerUp());
            throw new AssertionError(seed + ": base values, Greeks or the profit of a worst cell differ");
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
        return gatheredRows(books, new int[] {row}, order);
    }

    /// Some rows in another order, over instruments in another order.
    private static BookTable gatheredRows(BookTable books, int[] rows, int[] order) {
        int[] place = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            place[order[i]] = i;
        }
        int[] rowStart = new int[rows.length + 1];
        for (int r = 0; r < rows.length; r++) {
            rowStart[r + 1] = rowStart[r] + books.rowStart()[rows[r] + 1] - books.rowStart()[rows[r]];
        }
        int[] instrument = new int[rowStart[rows.length]];
        double[] quantity = new double[instrument.length];
        int[] ruleGroup = new int[rows.length];
        for (int r = 0; r < rows.length; r++) {
            for (int e = 0; e < rowStart[r + 1] - rowStart[r]; e++) {
                instrument[rowStart[r] + e] = place[books.instrument()[books.rowStart()[rows[r]] + e]];
                quantity[rowStart[r] + e] = books.quantity()[books.rowStart()[rows[r]] + e];
            }
            ruleGroup[r] = books.ruleGroup()[rows[r]];
        }
        return new BookTable(order.length, rowStart, instrument, quantity, ruleGroup);
    }

    /// Puts figures back where they belong.
    private static void scatter(RevaluationResult from, RevaluationResult to, int[] order, int[] rows) {
        int stride = from.stride();
        for (int i = 0; i < order.length; i++) {
            to.value()[order[i]] = from.value()[i];
            to.delta()[order[i]] = from.delta()[i];
            to.gamma()[order[i]] = from.gamma()[i];
            to.vega()[order[i]] = from.vega()[i];
            to.theta()[order[i]] = from.theta()[i];
            System.arraycopy(from.riskVectors(), i * stride, to.riskVectors(), order[i] * stride, stride);
        }
        for (int r = 0; r < rows.length; r++) {
            System.arraycopy(from.bookPnl(), r * stride, to.bookPnl(), rows[r] * stride, stride);
            to.worstCells().worst()[rows[r]] = from.worstCells().worst()[r];
            to.worstCells().worstPnl()[rows[r]] = from.worstCells().worstPnl()[r];
            to.worstCells().runnerUp()[rows[r]] = from.worstCells().runnerUp()[r];
            to.worstCells().runnerUpPnl()[rows[r]] = from.worstCells().runnerUpPnl()[r];
            to.worstCells().notFinite()[rows[r]] = from.worstCells().notFinite()[r];
        }
    }
}
