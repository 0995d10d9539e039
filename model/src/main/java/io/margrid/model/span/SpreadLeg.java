package io.margrid.model.span;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// One leg of a spread.
///
/// @param of     name of a tier of expiries, or of a combined commodity
/// @param side   legs of different sides need deltas of opposite signs, those of one side deltas of one sign
/// @param deltas deltas of the leg in one spread, above 0, standard contracts
public record SpreadLeg(String of, Side side, double deltas) {
    /// The sides of a spread.
    public enum Side {
        /// Long where the other is short.
        A,
        /// Short where the other is long.
        B
    }

    /// Checks the number.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public SpreadLeg {
        if (!(deltas > 0.0 && deltas < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("deltas must be above 0 and finite: " + deltas);
        }
    }

    /// Checks that legs make a spread.
    ///
    /// @param legs the legs
    /// @throws IllegalArgumentException if a side has none, or two are of the same
    static void requireSpread(List<SpreadLeg> legs) {
        if (legs.stream().map(SpreadLeg::side).distinct().count() < Side.values().length) {
            throw new IllegalArgumentException("legs must have both sides a and b: " + legs);
        }
        if (legs.stream().map(SpreadLeg::of).distinct().count() < legs.size()) {
            throw new IllegalArgumentException("legs must not repeat a name: " + legs);
        }
    }

    /// How many spreads can be formed.
    ///
    /// @param legs      the legs
    /// @param available delta that a leg's name has, standard contracts
    /// @return zero or more, `min |delta| / deltas` over the legs; 0 where signs do not fit
    static double count(List<SpreadLeg> legs, ToDoubleFunction<String> available) {
        double count = Double.POSITIVE_INFINITY;
        double sign = 0.0;
        for (SpreadLeg leg : legs) {
            double delta = available.applyAsDouble(leg.of);
            double own = Math.signum(leg.side == Side.A ? delta : -delta);
            if (own == 0.0 || own == -sign) {
                return 0.0;
            }
            sign = own;
            count = Math.min(count, Math.abs(delta) / leg.deltas);
        }
        return count;
    }
}
