package io.margrid.model.revaluation;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Seeded batches for tests: realistic cells mixed with the extremes of every column.
public final class RandomBatches {
    private static final double[] DEVIATIONS = {
        0.0,
        Double.MIN_VALUE,
        1e-300,
        0x1p-61,
        0x1.fffffffffffffp-61,
        0x1p-60,
        0x1p-59,
        1e-16,
        1e-14,
        1e-12,
        1e-8,
        1e-4,
        0.01,
        0.1,
        0.5,
        1.0,
        3.0,
        10.0,
        100.0,
        900.0
    };
    private static final double[] STRIKES_OVER_FORWARD = {
        1e-12, 1e-4, 0.5, Math.nextDown(1.0), 1.0, Math.nextUp(1.0), 2.0, 1e4, 1e12
    };
    private static final double[] MOVES = {-0.999999, -0.66, -0.33, -0.16, -1e-9, -0.0, 0.0, 1e-9, 0.16, 0.5, 5.0, 100.0
    };

    private static final int RULE_GROUPS = 3;

    private RandomBatches() {}

    /// Instruments of every kind.
    ///
    /// @param random    source of numbers
    /// @param n         how many
    /// @param volShocks volatility shocks
    /// @param groups    shock groups
    /// @return columns
    public static InstrumentTable instruments(SplittableRandom random, int n, int volShocks, int groups) {
        InstrumentTable table = InstrumentTable.allocate(n, volShocks);
        int kind = 0;
        int group = 0;
        for (int i = 0; i < n; i++) {
            // Runs of one kind and group, as a packer makes them, broken at random.
            if (random.nextInt(5) == 0) {
                kind = random.nextInt(ValueKind.values().length);
            }
            if (random.nextInt(20) == 0) {
                group = random.nextInt(groups);
            }
            boolean extreme = random.nextInt(10) == 0;
            double k = extreme
                    ? STRIKES_OVER_FORWARD[random.nextInt(STRIKES_OVER_FORWARD.length)]
                    : StrictMath.exp(2.0 * random.nextDouble() - 1.0);
            table.kind()[i] = kind;
            table.shockGroup()[i] = group;
            table.forward()[i] =
                    extreme ? StrictMath.pow(10.0, random.nextInt(-6, 13)) : 100_000.0 * random.nextDouble() + 1e-3;
            table.strikeOverForward()[i] = k;
            table.logForwardOverStrike()[i] = -StrictMath.log(k);
            table.years()[i] = random.nextInt(8) == 0 ? 0.0 : 2.0 * random.nextDouble();
            table.baseDeviation()[i] = deviation(random);
            if (random.nextInt(16) == 0) {
                table.givenBase()[i] = random.nextDouble();
            }
            for (int v = 0; v < volShocks; v++) {
                table.shockedDeviation()[v * n + i] = deviation(random);
            }
        }
        return table;
    }

    private static double deviation(SplittableRandom random) {
        return random.nextInt(10) == 0
                ? DEVIATIONS[random.nextInt(DEVIATIONS.length)]
                : 0.005 + random.nextDouble() * random.nextDouble();
    }

    /// Scenarios.
    ///
    /// @param random    source of numbers
    /// @param scenarios how many
    /// @param volShocks volatility shocks
    /// @param groups    shock groups
    /// @return factors
    public static ShockTable shocks(SplittableRandom random, int scenarios, int volShocks, int groups) {
        int[] volShock = new int[scenarios];
        for (int s = 0; s < scenarios; s++) {
            volShock[s] = random.nextInt(volShocks);
        }
        ShockTable shocks = ShockTable.allocate(groups, volShocks, volShock);
        for (int g = 0; g < groups; g++) {
            for (int s = 0; s < scenarios; s++) {
                double move =
                        random.nextInt(4) == 0 ? MOVES[random.nextInt(MOVES.length)] : 0.4 * random.nextDouble() - 0.2;
                double weight = random.nextInt(4) == 0 ? random.nextDouble() : 1.0;
                shocks.fill(g, s, move, random.nextInt(20) == 0 ? 0.0 : weight);
            }
        }
        return shocks;
    }

    /// Books of given sizes.
    ///
    /// @param random      source of numbers
    /// @param instruments instruments to choose from, at least one if a book is not empty
    /// @param sizes       positions of each book
    /// @return rows
    public static BookTable books(SplittableRandom random, int instruments, int... sizes) {
        int[] rowStart = new int[sizes.length + 1];
        for (int row = 0; row < sizes.length; row++) {
            rowStart[row + 1] = rowStart[row] + sizes[row];
        }
        int entries = rowStart[sizes.length];
        int[] instrument = new int[entries];
        double[] quantity = new double[entries];
        for (int e = 0; e < entries; e++) {
            instrument[e] = random.nextInt(instruments);
            quantity[e] = random.nextInt(50) == 0
                    ? (random.nextBoolean() ? 0.0 : -1e12)
                    : (random.nextInt(2_000_001) - 1_000_000) / 1000.0;
        }
        int[] ruleGroup = new int[sizes.length];
        Arrays.setAll(ruleGroup, row -> row % RULE_GROUPS);
        return new BookTable(instruments, rowStart, instrument, quantity, ruleGroup);
    }

    /// Runs of books, of one entry to many.
    ///
    /// @param random source of numbers
    /// @param books  the books
    /// @return runs that cover all entries
    public static EntryRuns runs(SplittableRandom random, BookTable books) {
        int[] firstRun = new int[books.rows() + 1];
        int[] runStart = new int[books.entries() + 1];
        int runs = 0;
        for (int row = 0; row < books.rows(); row++) {
            firstRun[row] = runs;
            int e = books.rowStart()[row];
            while (e < books.rowStart()[row + 1]) {
                runStart[runs] = e;
                runs++;
                int longest = random.nextInt(4) == 0 ? 1 : random.nextInt(10) == 0 ? 400 : 20;
                e = Math.min(books.rowStart()[row + 1], e + 1 + random.nextInt(longest));
            }
        }
        firstRun[books.rows()] = runs;
        runStart[runs] = books.entries();
        return new EntryRuns(books, firstRun, Arrays.copyOf(runStart, runs + 1));
    }

    /// Rules of three groups: none, gains that do not count, and every step.
    ///
    /// @param random    source of numbers
    /// @param scenarios scenarios
    /// @return rules that books of [#books] name
    public static CellRules rules(SplittableRandom random, int scenarios) {
        CellRules rules = CellRules.none(RULE_GROUPS, scenarios);
        for (int s = 0; s < scenarios; s++) {
            rules.gainFactor()[scenarios + s] = 0.0;
            int at = 2 * scenarios + s;
            rules.gainFactor()[at] = random.nextDouble();
            rules.capBefore()[at] = random.nextInt(3) == 0 ? 1e8 * random.nextDouble() : Double.POSITIVE_INFINITY;
            rules.capAfter()[at] = random.nextInt(3) == 0 ? 1e8 * random.nextDouble() : Double.POSITIVE_INFINITY;
            rules.dampenBefore()[at] = random.nextInt(3) == 0 ? 1e7 * random.nextDouble() : 0.0;
            rules.dampenAfter()[at] = random.nextInt(3) == 0 ? 1e7 * random.nextDouble() : 0.0;
        }
        return rules;
    }

    /// A batch with books and rules.
    ///
    /// @param random    source of numbers
    /// @param n         instruments
    /// @param scenarios scenarios
    /// @param volShocks volatility shocks
    /// @param groups    shock groups
    /// @param sizes     positions of each book
    /// @return a batch
    public static RevaluationBatch batch(
            SplittableRandom random, int n, int scenarios, int volShocks, int groups, int... sizes) {
        return new RevaluationBatch(
                instruments(random, n, volShocks, groups),
                shocks(random, scenarios, volShocks, groups),
                books(random, n, sizes),
                rules(random, scenarios));
    }
}
