package io.margrid.model.historical;

import io.margrid.model.history.TailRisk;

/// What a margin is taken from.
public enum TailMeasure {
    /// The mean of the worst losses.
    EXPECTED_SHORTFALL {
        @Override
        public double of(TailRisk risk) {
            return risk.expectedShortfall();
        }
    },
    /// The quantile.
    VALUE_AT_RISK {
        @Override
        public double of(TailRisk risk) {
            return risk.valueAtRisk();
        }
    };

    /// The measure.
    ///
    /// @param risk both measures
    /// @return a loss; negative for a gain
    public abstract double of(TailRisk risk);
}
