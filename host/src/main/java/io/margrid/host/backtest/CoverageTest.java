package io.margrid.host.backtest;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/// Likelihood ratio tests of a value at risk: do losses beyond it come as often as they should, and independently?
///
///     LR_uc  = -2 ln[(1 - p)^(n - x) p^x] + 2 ln[(1 - x/n)^(n - x) (x/n)^x]               1 degree of freedom
///     LR_ind = -2 ln[(1 - q)^(n00 + n10) q^(n01 + n11)]
///              + 2 ln[(1 - q0)^n00 q0^n01 (1 - q1)^n10 q1^n11]                            1 degree of freedom
///     LR_cc  = LR_uc + LR_ind                                                             2 degrees of freedom
///
/// `n_ij` counts days in state `j` after a day in state `i`, 1 being a loss beyond; `q0`, `q1` and `q` are its
/// frequencies after 0, after 1 and in all. Kupiec (1995), Christoffersen (1998).
///
/// @param statistic the ratio, zero or more
/// @param pValue    chance of a larger one if the value at risk is right
public record CoverageTest(double statistic, double pValue) {
    /// Kupiec's test of unconditional coverage.
    ///
    /// @param days   days
    /// @param beyond days with a loss beyond the value at risk
    /// @param chance of such a day if it is right, for example 0.01
    /// @return the test
    public static CoverageTest kupiec(int days, int beyond, double chance) {
        double expected = term(days - beyond, 1.0 - chance) + term(beyond, chance);
        double frequency = (double) beyond / days;
        double seen = term(days - beyond, 1.0 - frequency) + term(beyond, frequency);
        return of(2.0 * (seen - expected), 1);
    }

    /// Christoffersen's test of independence.
    ///
    /// @param beyond for each day whether the loss was beyond the value at risk
    /// @return the test
    public static CoverageTest independence(boolean[] beyond) {
        int[][] after = new int[2][2];
        for (int day = 1; day < beyond.length; day++) {
            after[beyond[day - 1] ? 1 : 0][beyond[day] ? 1 : 0]++;
        }
        return independence(after[0][0], after[0][1], after[1][0], after[1][1]);
    }

    /// The same from counts.
    ///
    /// @param n00 good days after good ones
    /// @param n01 bad after good
    /// @param n10 good after bad
    /// @param n11 bad after bad
    /// @return the test
    public static CoverageTest independence(int n00, int n01, int n10, int n11) {
        double q0 = frequency(n01, n00);
        double q1 = frequency(n11, n10);
        double q = frequency(n01 + n11, n00 + n10);
        double together = term(n00 + n10, 1.0 - q) + term(n01 + n11, q);
        double apart = term(n00, 1.0 - q0) + term(n01, q0) + term(n10, 1.0 - q1) + term(n11, q1);
        return of(2.0 * (apart - together), 1);
    }

    /// Both at once.
    ///
    /// @param coverage     of coverage
    /// @param independence of independence
    /// @return the test of conditional coverage
    public static CoverageTest conditional(CoverageTest coverage, CoverageTest independence) {
        return of(coverage.statistic() + independence.statistic(), 2);
    }

    private static double frequency(int bad, int good) {
        return bad == 0 ? 0.0 : (double) bad / (bad + good);
    }

    /// `count ln(chance)`, nothing for none of it.
    private static double term(int count, double chance) {
        return count == 0 ? 0.0 : count * StrictMath.log(chance);
    }

    private static CoverageTest of(double statistic, int degrees) {
        double ratio = Math.max(0.0, statistic);
        return new CoverageTest(ratio, 1.0 - new ChiSquaredDistribution(null, degrees).cumulativeProbability(ratio));
    }
}
