package io.margrid.host.correlation;

import java.util.OptionalDouble;

/// Correlations and how they were estimated.
///
/// @param matrix    the correlations
/// @param returns   what they were estimated from: the window
/// @param rule      how
/// @param intensity of the shrinkage, given or estimated; empty for other methods
public record CorrelationEstimate(CorrelationMatrix matrix, DailyReturns returns, Rule rule, OptionalDouble intensity) {
    /// How correlations are estimated.
    ///
    /// @param method    the estimator
    /// @param window    changes that count, 2 or more
    /// @param lambda    weight of the past, of `EWMA`
    /// @param intensity of `SHRUNK`, 0 to 1; empty to estimate it
    public record Rule(CorrelationMethod method, int window, double lambda, OptionalDouble intensity) {}

    /// Estimates.
    ///
    /// @param all  the history
    /// @param rule how
    /// @return the correlations
    /// @throws IllegalArgumentException if the history has less than a window, or a coin does not move
    public static CorrelationEstimate of(DailyReturns all, Rule rule) {
        if (all.size() < rule.window()) {
            throw new IllegalArgumentException(
                    "a window of %d days needs as many changes from one close to the next: %d"
                            .formatted(rule.window(), all.size()));
        }
        DailyReturns last = all.window(all.size() - rule.window(), rule.window());
        return switch (rule.method()) {
            case PLAIN -> new CorrelationEstimate(SampleCorrelation.plain(last), last, rule, OptionalDouble.empty());
            case EWMA ->
                new CorrelationEstimate(
                        SampleCorrelation.weighted(last, rule.lambda()), last, rule, OptionalDouble.empty());
            case SHRUNK -> {
                CorrelationMatrix sample = SampleCorrelation.plain(last);
                double intensity = rule.intensity().orElseGet(() -> ConstantCorrelation.intensity(last, sample));
                yield new CorrelationEstimate(
                        ConstantCorrelation.shrunk(sample, intensity), last, rule, OptionalDouble.of(intensity));
            }
            case STRESSED -> stressed(all, rule);
        };
    }

    private static CorrelationEstimate stressed(DailyReturns all, Rule rule) {
        DailyReturns worst = all.window(0, rule.window());
        CorrelationMatrix lowest = SampleCorrelation.plain(worst);
        for (int first = 1; first + rule.window() <= all.size(); first++) {
            DailyReturns window = all.window(first, rule.window());
            CorrelationMatrix one = SampleCorrelation.plain(window);
            if (one.mean() < lowest.mean()) {
                lowest = one;
                worst = window;
            }
        }
        return new CorrelationEstimate(lowest, worst, rule, OptionalDouble.empty());
    }
}
