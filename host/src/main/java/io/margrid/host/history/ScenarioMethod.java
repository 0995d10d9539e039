package io.margrid.host.history;

import io.margrid.model.history.ScenarioSet;

/// How moves of past days become scenarios.
public enum ScenarioMethod {
    /// As they were.
    PLAIN {
        @Override
        public ScenarioSet build(ScenarioBuilder builder, String name, int window, double lambda) {
            return builder.plain(name, window);
        }
    },
    /// Filtered historical simulation: each over the volatility that was expected for it, times that of the last
    /// day.
    FILTERED {
        @Override
        public ScenarioSet build(ScenarioBuilder builder, String name, int window, double lambda) {
            return builder.filtered(name, window, lambda);
        }
    };

    /// The scenarios of the last days.
    ///
    /// @param builder over the history
    /// @param name    of the set
    /// @param window  scenarios, 1 to [ScenarioBuilder#available]
    /// @param lambda  weight of the past in volatilities, 0 to 1
    /// @return the set
    public abstract ScenarioSet build(ScenarioBuilder builder, String name, int window, double lambda);
}
