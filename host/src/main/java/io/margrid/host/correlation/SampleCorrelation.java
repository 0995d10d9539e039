package io.margrid.host.correlation;

/// Covariances over variances.
final class SampleCorrelation {
    private SampleCorrelation() {}

    /// Pearson's correlation: all days weigh the same, about the mean.
    static CorrelationMatrix plain(DailyReturns returns) {
        return normalised(returns, covariance(returns));
    }

    /// Exponentially weighted, about zero, as RiskMetrics has it: a day counts `lambda` times what the next one
    /// does.
    static CorrelationMatrix weighted(DailyReturns returns, double lambda) {
        int n = returns.coins().size();
        double[][] sums = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                double sum = 0.0;
                for (int day = 0; day < returns.size(); day++) {
                    sum = lambda * sum + (1.0 - lambda) * returns.changes()[i][day] * returns.changes()[j][day];
                }
                sums[i][j] = sum;
            }
        }
        return normalised(returns, sums);
    }

    /// Covariances over `n` days, above and on the diagonal.
    static double[][] covariance(DailyReturns returns) {
        double[][] centred = centred(returns);
        int n = centred.length;
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                double sum = 0.0;
                for (int day = 0; day < returns.size(); day++) {
                    sum += centred[i][day] * centred[j][day];
                }
                covariance[i][j] = sum / returns.size();
            }
        }
        return covariance;
    }

    /// Returns less their means.
    static double[][] centred(DailyReturns returns) {
        double[][] centred = new double[returns.coins().size()][];
        for (int i = 0; i < centred.length; i++) {
            centred[i] = returns.changes()[i].clone();
            double sum = 0.0;
            for (double one : centred[i]) {
                sum += one;
            }
            double mean = sum / centred[i].length;
            for (int day = 0; day < centred[i].length; day++) {
                centred[i][day] -= mean;
            }
        }
        return centred;
    }

    /// @throws IllegalArgumentException if a coin does not move
    private static CorrelationMatrix normalised(DailyReturns returns, double[][] covariance) {
        int n = covariance.length;
        for (int i = 0; i < n; i++) {
            if (!(covariance[i][i] > 0.0 && covariance[i][i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("%s has no correlations from %s to %s: its variance is %s"
                        .formatted(
                                returns.coins().get(i),
                                returns.start(),
                                returns.dates().getLast(),
                                covariance[i][i]));
            }
        }
        double[][] upper = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                upper[i][j] = covariance[i][j] / (Math.sqrt(covariance[i][i]) * Math.sqrt(covariance[j][j]));
            }
        }
        return CorrelationMatrix.of(returns.coins(), upper);
    }
}
