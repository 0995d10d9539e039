package io.margrid.model.prisma;

import io.margrid.model.history.QuantileRule;
import io.margrid.model.history.ScenarioSet;
import io.margrid.model.history.SortedLosses;
import io.margrid.model.matrix.Rates;
import java.util.Optional;

/// A risk measure set: scenarios and what is made of their profits.
///
///     PMR  = robustness max(0, VaR)                    or robustness (sum of the worst_sum largest losses)
///     RMS  = method over sub-samples of (PMR + CB + CA)
///
/// Sub-sample `i` of `k` has every `k`-th scenario from the `i`-th on, so that its horizons do not overlap.
///
/// @param scenarios        the set
/// @param confidence       of the value at risk, 0.5 to 0.9999
/// @param robustness       factor on it, 1 for none
/// @param weight           part of the set's risk that counts
/// @param subsamples       sub-samples, 1 for the whole set
/// @param method           what is made of several
/// @param worstSum         losses that are summed in place of a value at risk; 0 for a value at risk
/// @param correlationBreak addition for correlations that break
public record RiskSet(
        ScenarioSet scenarios,
        double confidence,
        double robustness,
        double weight,
        int subsamples,
        SampleMethod method,
        int worstSum,
        Optional<CorrelationBreak> correlationBreak) {
    private static final double CONFIDENCE_LEAST = 0.5;
    private static final double CONFIDENCE_MOST = 0.9999;
    private static final double FACTOR_MAX = 100.0;

    /// Checks the figures.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public RiskSet {
        requireConfidence(confidence);
        Rates.requireRange("robustness", robustness, 1.0, FACTOR_MAX);
        Rates.requireRange("weight", weight, 0.0, FACTOR_MAX);
        Rates.requireRange("subsamples", subsamples, 1, scenarios.size());
        Rates.requireRange("worst_sum", worstSum, 0, scenarios.size());
    }

    static void requireConfidence(double confidence) {
        Rates.requireRange("confidence", confidence, CONFIDENCE_LEAST, CONFIDENCE_MOST);
    }

    /// What a set says of a book, over its sub-samples; before the weight.
    ///
    /// @param pure             pure market risk
    /// @param correlationBreak addition for correlations that break
    /// @param total            both and the compression error
    record Risk(double pure, double correlationBreak, double total) {}

    /// The risk of a book.
    ///
    /// @param profits     of the set's scenarios, USD
    /// @param compression error of compressed instruments, USD
    /// @return USD
    Risk risk(double[] profits, double compression) {
        double[] pure = new double[subsamples];
        double[] added = new double[subsamples];
        double[] total = new double[subsamples];
        for (int sample = 0; sample < subsamples; sample++) {
            double[] own = sample(profits, sample);
            pure[sample] = pure(own);
            double market = pure[sample];
            added[sample] = correlationBreak.map(one -> one.amount(own, market)).orElse(0.0);
            total[sample] = pure[sample] + added[sample] + compression;
        }
        return new Risk(method.of(pure), method.of(added), method.of(total));
    }

    private double[] sample(double[] profits, int sample) {
        double[] own = new double[(profits.length - sample + subsamples - 1) / subsamples];
        for (int i = 0; i < own.length; i++) {
            own[i] = profits[sample + i * subsamples];
        }
        return own;
    }

    /// Pure market risk of profits.
    ///
    /// @param profits of one sample, USD
    /// @return zero or more, USD
    double pure(double[] profits) {
        SortedLosses losses = SortedLosses.of(profits);
        if (worstSum == 0) {
            return robustness * Math.max(0.0, QuantileRule.POINTS.valueAtRisk(losses, confidence));
        }
        double sum = 0.0;
        for (int rank = 1; rank <= Math.min(worstSum, losses.size()); rank++) {
            sum += Math.max(0.0, losses.ranked(rank));
        }
        return robustness * sum;
    }
}
