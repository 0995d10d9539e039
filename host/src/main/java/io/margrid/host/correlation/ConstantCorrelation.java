package io.margrid.host.correlation;

/// Shrinkage to a constant correlation: Ledoit and Wolf, "Honey, I Shrunk the Sample Covariance Matrix", Journal
/// of Portfolio Management 30 (2004), appendices A and B.
///
/// The target keeps the variances and has the mean correlation everywhere, so what is shrunk are the correlations:
/// `(1 - d) r + d mean(r)`. With `s` the covariances over `T` days, `f` the target and `y` returns less their
/// means:
///
///     pi_ij       = mean of (y_i y_j - s_ij)^2
///     theta_ii,ij = mean of (y_i^2 - s_ii) (y_i y_j - s_ij)
///     rho         = sum of pi_ii + mean(r) sum over i != j of sqrt(s_jj / s_ii) theta_ii,ij
///     d           = max(0, min(1, (sum of pi_ij - rho) / sum of (f_ij - s_ij)^2 / T))
final class ConstantCorrelation {
    private ConstantCorrelation() {}

    /// Shrinks.
    ///
    /// @param intensity 0 leaves the matrix as it is, 1 gives the mean everywhere
    static CorrelationMatrix shrunk(CorrelationMatrix matrix, double intensity) {
        int n = matrix.coins().size();
        double mean = matrix.mean();
        double[][] upper = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                upper[i][j] = (1.0 - intensity) * matrix.rows().get(i).get(j) + intensity * mean;
            }
        }
        return CorrelationMatrix.of(matrix.coins(), upper);
    }

    /// The intensity that the returns ask for.
    ///
    /// @return 0 to 1; 0 where the target is the sample, as with two coins
    static double intensity(DailyReturns returns, CorrelationMatrix sample) {
        double[][] y = SampleCorrelation.centred(returns);
        double[][] upper = SampleCorrelation.covariance(returns);
        int n = y.length;
        double mean = sample.mean();
        double pi = 0.0;
        double rho = 0.0;
        double gamma = 0.0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double covariance = upper[Math.min(i, j)][Math.max(i, j)];
                double part = meanProduct(y[i], y[j], covariance, y[i], y[j], covariance);
                pi += part;
                if (i == j) {
                    rho += part;
                } else {
                    double theta = meanProduct(y[i], y[i], upper[i][i], y[i], y[j], covariance);
                    rho += mean * Math.sqrt(upper[j][j] / upper[i][i]) * theta;
                    double target = mean * Math.sqrt(upper[i][i] * upper[j][j]);
                    gamma += (target - covariance) * (target - covariance);
                }
            }
        }
        // The target of two coins is their sample, up to rounding.
        return n == 2 || gamma == 0.0 ? 0.0 : Math.clamp((pi - rho) / gamma / returns.size(), 0.0, 1.0);
    }

    /// Mean of `(a b - ab) (c d - cd)`.
    private static double meanProduct(double[] a, double[] b, double ab, double[] c, double[] d, double cd) {
        double sum = 0.0;
        for (int day = 0; day < a.length; day++) {
            sum += (a[day] * b[day] - ab) * (c[day] * d[day] - cd);
        }
        return sum / a.length;
    }
}
