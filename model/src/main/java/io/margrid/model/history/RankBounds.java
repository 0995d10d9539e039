package io.margrid.model.history;

/// Between which losses the true value at risk lies with 95 %, whatever the distribution: of `n` independent
/// scenarios the number beyond it is binomial with chance `1 - confidence`, so ranks bound it.
///
/// @param fewest scenarios beyond the true value at risk: fewer come with less than 2.5 %
/// @param most   one more than the number that is exceeded with at most 2.5 %
public record RankBounds(int fewest, int most) {
    private static final double OUTSIDE = 0.025;

    /// The ranks, which depend on nothing that a book holds.
    ///
    /// @param scenarios  `n`, 1 or more
    /// @param confidence above 0 and below 1
    /// @return the ranks
    public static RankBounds of(int scenarios, double confidence) {
        double chance = 1.0 - confidence;
        return new RankBounds(quantile(scenarios, chance, OUTSIDE), quantile(scenarios, chance, 1.0 - OUTSIDE) + 1);
    }

    /// The least count whose cumulative binomial probability is not below `probability`. In logarithms, since the
    /// first terms of thousands of scenarios are below the smallest double.
    private static int quantile(int n, double chance, double probability) {
        double log = n * StrictMath.log1p(-chance);
        double odds = StrictMath.log(chance) - StrictMath.log1p(-chance);
        double cumulative = StrictMath.exp(log);
        int count = 0;
        while (cumulative < probability && count < n) {
            log += odds + StrictMath.log((double) (n - count) / (count + 1));
            cumulative += StrictMath.exp(log);
            count++;
        }
        return count;
    }

    /// The lower bound of value at risk.
    ///
    /// @param losses as many as the ranks are of
    /// @return a loss
    public double lower(SortedLosses losses) {
        return losses.ranked(Math.min(losses.size(), most));
    }

    /// The upper bound of value at risk.
    ///
    /// @param losses as many as the ranks are of
    /// @return a loss; the largest where there are too few scenarios for a bound
    public double upper(SortedLosses losses) {
        return losses.ranked(Math.max(1, fewest));
    }
}
