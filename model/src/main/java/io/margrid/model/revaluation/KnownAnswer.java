package io.margrid.model.revaluation;

import java.util.Arrays;
import java.util.SplittableRandom;

/// A small batch whose answer is known to the last bit: what a backend must reproduce before it is trusted.
///
/// The batch covers every [ValueKind], deviations of zero and from tiny to huge, strikes far in and out of the
/// money, given base values, two shock groups, weights, and books of 0 to 700 positions (more than two summation
/// chunks). The expected hash was made with the scalar reference, which accuracy tests compare with 50-digit
/// values.
public final class KnownAnswer {
    /// Hash of the scalar reference's result, see [#hash].
    public static final long EXPECTED = 0x702c85d4cf3cb82aL;

    /// The same of the scalar backend that keeps vectors as [VectorStorage#FLOAT32].
    private static final long EXPECTED_FLOAT32 = 0x4d32e28d1c60bad6L;

    private static final int INSTRUMENTS = 199;

    /// Instruments of one kind in a row, as a packer makes them: enough to fill the widest vectors.
    private static final int RUN = 23;
    private static final double[] MOVES = {-0.66, -0.16, -0.04, 0.0, 0.04, 0.16, 1.0, 5.0};
    private static final double[] DEVIATIONS = {0.0, 1e-20, 1e-9, 1e-3, 0.05, 0.3, 1.0, 4.0, 30.0};
    private static final int[] BOOK_SIZES = {0, 1, 2, 3, 7, 8, 9, 63, 64, 65, 255, 256, 257, 700};

    private KnownAnswer() {}

    /// The batch.
    ///
    /// @return always the same
    public static RevaluationBatch batch() {
        // Only integer arithmetic decides SplittableRandom's numbers, so they are the same everywhere.
        SplittableRandom random = new SplittableRandom(20_260_820L);
        int volShocks = 3;
        InstrumentTable table = InstrumentTable.allocate(INSTRUMENTS, volShocks);
        for (int i = 0; i < INSTRUMENTS; i++) {
            table.kind()[i] = i / RUN % ValueKind.values().length;
            table.shockGroup()[i] = i / 100;
            double forward = 100.0 + 100_000.0 * random.nextDouble();
            double strikeOverForward = switch (i % 5) {
                case 0 -> 1.0;
                case 1 -> 1e-4;
                case 2 -> 1e4;
                default -> 0.3 + 2.0 * random.nextDouble();
            };
            table.forward()[i] = forward;
            table.strikeOverForward()[i] = strikeOverForward;
            table.logForwardOverStrike()[i] = -StrictMath.log(strikeOverForward);
            table.years()[i] = i % 7 == 0 ? 0.0 : random.nextDouble();
            table.baseDeviation()[i] = DEVIATIONS[i % DEVIATIONS.length];
            if (i % 11 == 0) {
                table.givenBase()[i] = 0.01 * random.nextDouble();
            }
            for (int v = 0; v < volShocks; v++) {
                table.shockedDeviation()[v * INSTRUMENTS + i] =
                        DEVIATIONS[(i + v) % DEVIATIONS.length] * (0.5 + random.nextDouble());
            }
        }
        int scenarios = MOVES.length * volShocks;
        int[] volShock = new int[scenarios];
        for (int s = 0; s < scenarios; s++) {
            volShock[s] = s % volShocks;
        }
        ShockTable shocks = ShockTable.allocate(2, volShocks, volShock);
        for (int s = 0; s < scenarios; s++) {
            double move = MOVES[s / volShocks];
            shocks.fill(0, s, move, 1.0);
            shocks.fill(1, s, 0.7 * move, s % 4 == 0 ? 0.25 : 1.0);
        }
        return new RevaluationBatch(table, shocks, books(random), rules(random, scenarios));
    }

    private static BookTable books(SplittableRandom random) {
        int[] rowStart = new int[BOOK_SIZES.length + 1];
        for (int row = 0; row < BOOK_SIZES.length; row++) {
            rowStart[row + 1] = rowStart[row] + BOOK_SIZES[row];
        }
        int entries = rowStart[BOOK_SIZES.length];
        int[] instrument = new int[entries];
        double[] quantity = new double[entries];
        for (int e = 0; e < entries; e++) {
            instrument[e] = random.nextInt(INSTRUMENTS);
            quantity[e] = (random.nextInt(20_001) - 10_000) / 10.0;
        }
        int[] ruleGroup = new int[BOOK_SIZES.length];
        Arrays.setAll(ruleGroup, row -> row % 2);
        return new BookTable(INSTRUMENTS, rowStart, instrument, quantity, ruleGroup);
    }

    private static CellRules rules(SplittableRandom random, int scenarios) {
        CellRules rules = CellRules.none(2, scenarios);
        for (int at = scenarios; at < 2 * scenarios; at++) {
            rules.gainFactor()[at] = at % 3 == 0 ? 0.0 : random.nextDouble();
            rules.capBefore()[at] = at % 5 == 0 ? 1e7 * random.nextDouble() : Double.POSITIVE_INFINITY;
            rules.capAfter()[at] = at % 7 == 0 ? 1e7 * random.nextDouble() : Double.POSITIVE_INFINITY;
            rules.dampenBefore()[at] = at % 4 == 0 ? 1e6 * random.nextDouble() : 0.0;
            rules.dampenAfter()[at] = at % 6 == 0 ? 1e6 * random.nextDouble() : 0.0;
        }
        return rules;
    }

    /// A 64-bit hash (FNV-1a over the bits, NaNs made alike) of every figure of a result.
    ///
    /// @param batch  the batch
    /// @param result its result, with all outputs
    /// @return equal for equal bits
    public static long hash(RevaluationBatch batch, RevaluationResult result) {
        long hash = 0xcbf29ce484222325L;
        int n = batch.instruments().size();
        for (int i = 0; i < n; i++) {
            hash = mix(hash, result.value()[i]);
            hash = mix(hash, result.delta()[i]);
            hash = mix(hash, result.gamma()[i]);
            hash = mix(hash, result.vega()[i]);
            hash = mix(hash, result.theta()[i]);
            hash = mixRow(hash, result.riskVectors(), i, result);
        }
        for (int row = 0; row < batch.books().rows(); row++) {
            hash = mixRow(hash, result.bookPnl(), row, result);
            hash = mixWorst(hash, result.worstCells(), row);
        }
        return hash;
    }

    private static long mixRow(long hash, double[] vectors, int row, RevaluationResult result) {
        long mixed = hash;
        for (int s = 0; s < result.scenarios(); s++) {
            mixed = mix(mixed, vectors[row * result.stride() + s]);
        }
        return mixed;
    }

    private static long mixWorst(long hash, WorstCells cells, int row) {
        long mixed = mix(hash, cells.worst()[row]);
        mixed = mix(mixed, cells.worstPnl()[row]);
        mixed = mix(mixed, cells.runnerUp()[row]);
        mixed = mix(mixed, cells.runnerUpPnl()[row]);
        return mix(mixed, cells.notFinite()[row]);
    }

    private static long mix(long hash, double value) {
        return mix(hash, Double.doubleToLongBits(value));
    }

    private static long mix(long hash, long bits) {
        long mixed = hash;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            mixed = (mixed ^ (bits >>> shift & 0xff)) * 0x100000001b3L;
        }
        return mixed;
    }

    /// Whether a backend gives the known answer of its [VectorStorage].
    ///
    /// @param backend the backend
    /// @return false if a single bit differs
    public static boolean reproducedBy(RevaluationBackend backend) {
        RevaluationBatch batch = batch();
        long expected = switch (backend.storage()) {
            case FLOAT64 -> EXPECTED;
            case FLOAT32 -> EXPECTED_FLOAT32;
        };
        return hash(batch, backend.revalue(batch)) == expected;
    }
}
