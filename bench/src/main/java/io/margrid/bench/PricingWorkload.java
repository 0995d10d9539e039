package io.margrid.bench;

import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.InstrumentTable;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.ShockTable;
import io.margrid.model.revaluation.ValueKind;
import java.util.Arrays;

/// W1: options over 35 scenarios (9 price moves x 3 volatilities and 8 far moves), as plain inputs: forward,
/// strike, years, volatility, call or put, and a volatility factor for each of three shocks. The generator is part
/// of the workload's definition, so that programs in other languages can make the same numbers.
final class PricingWorkload {
    /// Scenarios.
    static final int SCENARIOS = 35;

    /// Options of the workload proper, and its prices.
    static final int OPTIONS = 1024;

    static final int PRICES = OPTIONS * SCENARIOS;

    /// What the numbers of the workload proper come from.
    static final long SEED = 42;

    private static final int VOL_SHOCKS = 3;
    private static final double[] CORE = {-.16, -.12, -.08, -.04, 0., .04, .08, .12, .16};
    private static final double[] EXTENDED = {-.66, -.33, .5, 1., 2., 3., 4., 5.};
    private static final double DAYS_PER_YEAR = 365.0;

    private final int options;
    private final double[] forward;
    private final double[] strike;
    private final double[] years;
    private final double[] volatility;
    private final boolean[] call;
    private final double[] volFactor;
    private final InstrumentTable table;
    private final ShockTable shocks;
    private final BookTable books;

    /// The workload proper.
    PricingWorkload(int options, BookTable books) {
        this(options, books, SEED);
    }

    /// The workload with other numbers in every column.
    PricingWorkload(int options, BookTable books, long seed) {
        this.options = options;
        this.books = books;
        forward = new double[options];
        strike = new double[options];
        years = new double[options];
        volatility = new double[options];
        call = new boolean[options];
        volFactor = new double[VOL_SHOCKS * options];
        SplitMix random = new SplitMix(seed);
        for (int i = 0; i < options; i++) {
            double u1 = random.uniform();
            double u2 = random.uniform();
            double u3 = random.uniform();
            double u4 = random.uniform();
            double u5 = random.uniform();
            double days = 1.0 + 364.0 * u3 * u3;
            double m = StrictMath.pow(30.0 / days, 0.3);
            forward[i] = 60_000.0 * (0.98 + 0.04 * u1);
            strike[i] = forward[i] * 0.3 * StrictMath.pow(10.0, u2);
            years[i] = days / DAYS_PER_YEAR;
            volatility[i] = 0.3 + 1.2 * u4;
            call[i] = u5 < 0.5;
            volFactor[i] = Math.max(1.0 - 0.30 * m, 0.05);
            volFactor[options + i] = 1.0;
            volFactor[2 * options + i] = 1.0 + 0.45 * m;
        }
        table = InstrumentTable.allocate(options, VOL_SHOCKS);
        int[] volShock = new int[SCENARIOS];
        Arrays.setAll(volShock, PricingWorkload::volShock);
        shocks = ShockTable.allocate(1, VOL_SHOCKS, volShock);
        fill();
    }

    /// From plain inputs to columns: what a caller pays for each new market.
    void fill() {
        for (int s = 0; s < SCENARIOS; s++) {
            shocks.fill(0, s, move(s), 1.0);
        }
        for (int i = 0; i < options; i++) {
            table.kind()[i] = (call[i] ? ValueKind.LINEAR_CALL : ValueKind.LINEAR_PUT).code();
        }
        System.arraycopy(forward, 0, table.forward(), 0, options);
        System.arraycopy(years, 0, table.years(), 0, options);
        // One short loop for each column: the compiler puts these on lanes, but not one that takes a logarithm.
        double[] deviation = table.baseDeviation();
        for (int i = 0; i < options; i++) {
            deviation[i] = volatility[i] * Math.sqrt(years[i]);
        }
        for (int v = 0; v < VOL_SHOCKS; v++) {
            for (int i = 0; i < options; i++) {
                table.shockedDeviation()[v * options + i] = volFactor[v * options + i] * deviation[i];
            }
        }
        double[] strikeOverForward = table.strikeOverForward();
        double[] logForwardOverStrike = table.logForwardOverStrike();
        for (int i = 0; i < options; i++) {
            strikeOverForward[i] = strike[i] / forward[i];
        }
        for (int i = 0; i < options; i++) {
            logForwardOverStrike[i] = forward[i] / strike[i];
        }
        for (int i = 0; i < options; i++) {
            logForwardOverStrike[i] = StrictMath.log(logForwardOverStrike[i]);
        }
        // Profit counted from zero is the price itself.
        Arrays.fill(table.givenBase(), 0.0);
    }

    /// Black-76 as a library offers it, undiscounted: one price a call.
    interface Formula {
        double price(double forward, double strike, double years, double volatility, boolean call);
    }

    /// Prices everything with a formula, one price a call.
    ///
    /// @param formula of a library
    /// @param prices  as long as there are options times scenarios; scenarios of one option stand together
    void price(Formula formula, double[] prices) {
        for (int i = 0; i < options; i++) {
            for (int s = 0; s < SCENARIOS; s++) {
                prices[i * SCENARIOS + s] = formula.price(
                        forward[i] * (1.0 + move(s)),
                        strike[i],
                        years[i],
                        volatility[i] * volFactor[volShock(s) * options + i],
                        call[i]);
            }
        }
    }

    private static double move(int scenario) {
        int core = VOL_SHOCKS * CORE.length;
        return scenario < core ? CORE[scenario % CORE.length] : EXTENDED[scenario - core];
    }

    private static int volShock(int scenario) {
        return Math.min(scenario / CORE.length, VOL_SHOCKS - 1);
    }

    RevaluationBatch batch() {
        return new RevaluationBatch(table, shocks, books);
    }

    int options() {
        return options;
    }

    /// SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
    static final class SplitMix {
        private long state;

        SplitMix(long seed) {
            state = seed;
        }

        long next() {
            state += 0x9E3779B97F4A7C15L;
            long z = state;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            return z ^ (z >>> 31);
        }

        /// In [0, 1), 53 bits.
        double uniform() {
            return (next() >>> 11) * 0x1.0p-53;
        }
    }
}
