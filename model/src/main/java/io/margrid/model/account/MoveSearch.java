package io.margrid.model.account;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/// Searches the first price, going out from today's, at which an account has nothing left over its requirement,
/// where no formula gives it.
///
/// Goes out in steps of 5 %, so what happens and is over again between two steps is missed; then halves the step
/// that crosses until no number lies between its ends.
public final class MoveSearch {
    /// Furthest price that is looked at, over today's, and under it as one over this.
    public static final double FURTHEST = 1_000.0;

    private static final double STEP = 1.05;

    private MoveSearch() {}

    /// Searches among lower prices.
    ///
    /// @param excess equity less requirement, USD, at a price over today's
    /// @return the price over today's, the last at which nothing is left; empty if there is none, or if nothing is
    ///     left today
    /// @throws ArithmeticException if the excess is not a number
    public static OptionalDouble fall(DoubleUnaryOperator excess) {
        return search(excess, 1.0 / STEP);
    }

    /// Searches among higher prices.
    ///
    /// @param excess equity less requirement, USD, at a price over today's
    /// @return as [#fall]
    /// @throws ArithmeticException if the excess is not a number
    public static OptionalDouble rise(DoubleUnaryOperator excess) {
        return search(excess, STEP);
    }

    private static OptionalDouble search(DoubleUnaryOperator excess, double step) {
        double good = 1.0;
        if (!left(excess, good)) {
            return OptionalDouble.empty();
        }
        double next = step;
        while (left(excess, next)) {
            good = next;
            next *= step;
            if (!(next <= FURTHEST && next >= 1.0 / FURTHEST)) {
                return OptionalDouble.empty();
            }
        }
        double bad = next;
        double middle = 0.5 * (good + bad);
        while (middle != good && middle != bad) {
            if (left(excess, middle)) {
                good = middle;
            } else {
                bad = middle;
            }
            middle = 0.5 * (good + bad);
        }
        return OptionalDouble.of(bad);
    }

    private static boolean left(DoubleUnaryOperator excess, double price) {
        double over = excess.applyAsDouble(price);
        if (Double.isNaN(over)) {
            throw new ArithmeticException(
                    "equity less requirement is not a number at %s of the price".formatted(price));
        }
        return over > 0.0;
    }
}
