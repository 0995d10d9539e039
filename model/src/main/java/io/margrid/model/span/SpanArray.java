package io.margrid.model.span;

import java.util.Arrays;

/// What contracts lose in each scenario, and their composite delta. Losses are positive, as clearing houses print
/// them: the other way round than profits elsewhere in this program. Do not change the array.
///
/// @param losses sixteen losses
/// @param delta  composite delta
public record SpanArray(double[] losses, double delta) {
    /// Checks the figures.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public SpanArray {
        if (losses.length != SpanScenarios.COUNT) {
            throw new IllegalArgumentException("losses must have 16 entries: " + losses.length);
        }
        for (int s = 0; s < losses.length; s++) {
            if (!Double.isFinite(losses[s])) {
                throw new IllegalArgumentException("losses[%d] must be finite: %s".formatted(s, losses[s]));
            }
        }
        if (!Double.isFinite(delta)) {
            throw new IllegalArgumentException("delta must be finite: " + delta);
        }
    }

    /// An array from profits.
    ///
    /// @param profits sixteen profits, gains positive
    /// @param delta   composite delta
    /// @return the array
    public static SpanArray ofProfits(double[] profits, double delta) {
        return new SpanArray(negated(profits), delta);
    }

    /// Turns losses into profits and the other way round.
    ///
    /// @param values either
    /// @return a new vector of the other, without negative zeros
    static double[] negated(double[] values) {
        return Arrays.stream(values).map(value -> 0.0 - value).toArray();
    }
}
