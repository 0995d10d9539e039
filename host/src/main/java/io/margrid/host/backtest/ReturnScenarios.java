package io.margrid.host.backtest;

/// Scenarios of the next day's return from past returns.
public enum ReturnScenarios {
    /// The past returns as they were.
    PLAIN {
        @Override
        public double[] of(double[] past, double lambda) {
            return past.clone();
        }
    },
    /// Filtered historical simulation: each past return over the volatility that was expected for its day, times
    /// the volatility expected for the next. Volatilities are exponentially weighted, `s2' = l s2 + (1 - l) r2`,
    /// begun with the mean square of the window.
    FILTERED {
        @Override
        public double[] of(double[] past, double lambda) {
            double variance = 0.0;
            for (double one : past) {
                variance += one * one;
            }
            variance /= Math.max(1, past.length);
            double[] residuals = new double[past.length];
            for (int i = 0; i < past.length; i++) {
                residuals[i] = variance > 0.0 ? past[i] / Math.sqrt(variance) : 0.0;
                variance = lambda * variance + (1.0 - lambda) * past[i] * past[i];
            }
            double next = Math.sqrt(variance);
            for (int i = 0; i < residuals.length; i++) {
                residuals[i] *= next;
            }
            return residuals;
        }
    };

    /// The scenarios.
    ///
    /// @param past   returns, oldest first
    /// @param lambda weight of the past in volatilities, 0 to 1
    /// @return as many scenarios as past returns
    public abstract double[] of(double[] past, double lambda);
}
