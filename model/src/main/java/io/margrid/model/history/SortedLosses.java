package io.margrid.model.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Losses over equally likely scenarios, in order: what quantiles and means of tails are read off. A loss is
/// positive, a gain negative. Immutable.
public final class SortedLosses {
    private static final double ROUNDING = 1e-9;

    private final double[] losses;
    private final double[] rising;

    private SortedLosses(double[] losses) {
        this.losses = losses;
        this.rising = losses.clone();
        Arrays.sort(rising);
    }

    /// A scenario and its loss.
    ///
    /// @param scenario 0-based place among the scenarios that were given
    /// @param loss     positive for a loss
    public record Ranked(int scenario, double loss) {}

    /// The losses of all scenarios.
    ///
    /// @param profits one for each scenario
    /// @return the losses
    /// @throws ArithmeticException if one is not finite
    /// @throws IllegalArgumentException if there are none
    public static SortedLosses of(double[] profits) {
        return of(profits, 0, profits.length);
    }

    /// The losses of some scenarios.
    ///
    /// @param profits one for each scenario
    /// @param from    the first that counts
    /// @param to      after the last
    /// @return the losses
    /// @throws ArithmeticException if one is not finite: it must not win or lose by accident
    /// @throws IllegalArgumentException if there are none
    public static SortedLosses of(double[] profits, int from, int to) {
        if (from >= to) {
            throw new IllegalArgumentException("there are no scenarios");
        }
        double[] losses = new double[to - from];
        for (int s = from; s < to; s++) {
            if (!Double.isFinite(profits[s])) {
                throw new ArithmeticException("profit in scenario %d is not finite: %s".formatted(s + 1, profits[s]));
            }
            losses[s - from] = -profits[s] + 0.0;
        }
        return new SortedLosses(losses);
    }

    /// The number of scenarios.
    ///
    /// @return one or more
    public int size() {
        return rising.length;
    }

    /// A loss by its rank.
    ///
    /// @param rank 1 for the largest
    /// @return the loss
    public double ranked(int rank) {
        return rising[rising.length - rank];
    }

    /// The scenarios that lose most.
    ///
    /// @param count how many are wanted
    /// @return at most as many, largest loss first; of equal ones, the first scenario first
    public List<Ranked> worst(int count) {
        List<Ranked> worst = new ArrayList<>();
        boolean[] taken = new boolean[losses.length];
        for (int rank = 0; rank < Math.min(count, losses.length); rank++) {
            int found = -1;
            for (int s = 0; s < losses.length; s++) {
                if (!taken[s] && (found < 0 || losses[s] > losses[found])) {
                    found = s;
                }
            }
            taken[found] = true;
            worst.add(new Ranked(found, losses[found]));
        }
        return List.copyOf(worst);
    }

    /// Scenarios beyond a confidence: `ceil(n (1 - confidence))`, at least 1.
    ///
    /// @param scenarios  `n`
    /// @param confidence for example 0.99
    /// @return the count
    public static int tail(int scenarios, double confidence) {
        // A product such as 500 x 0.01 may miss its whole number by a rounding.
        double exact = scenarios * (1.0 - confidence);
        double nearest = Math.rint(exact);
        double whole = Math.abs(exact - nearest) < ROUNDING * Math.max(1.0, exact) ? nearest : Math.ceil(exact);
        return (int) Math.max(1.0, whole);
    }

    /// Expected shortfall: the mean of the [tail][#tail]. Never more for a sum of two books than for both apart.
    ///
    /// @param confidence for example 0.975
    /// @return a loss; negative if even the worst scenarios gain
    public double shortfall(double confidence) {
        int worst = tail(rising.length, confidence);
        double sum = 0.0;
        for (int rank = 1; rank <= worst; rank++) {
            sum += ranked(rank);
        }
        return sum / worst + 0.0;
    }
}
