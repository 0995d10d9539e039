package io.margrid.model.margin;

import java.util.Optional;

/// The worst scenario of a vector and the runner-up.
///
/// @param worst    the lowest entry; ties go to the lowest index
/// @param runnerUp the lowest entry but for `worst`; empty if there is only one scenario
public record WorstScenarios(ScenarioOutcome worst, Optional<ScenarioOutcome> runnerUp) {
    /// Finds both in one pass.
    ///
    /// @param pnl profit in each scenario
    /// @return empty for an empty vector
    /// @throws ArithmeticException if an entry is not finite: no margin can be told from it
    public static Optional<WorstScenarios> of(double[] pnl) {
        int worst = -1;
        int second = -1;
        for (int s = 0; s < pnl.length; s++) {
            if (!Double.isFinite(pnl[s])) {
                throw new ArithmeticException("profit in scenario %d is not finite: %s".formatted(s + 1, pnl[s]));
            }
            if (worst < 0 || pnl[s] < pnl[worst]) {
                second = worst;
                worst = s;
            } else if (second < 0 || pnl[s] < pnl[second]) {
                second = s;
            }
        }
        if (worst < 0) {
            return Optional.empty();
        }
        Optional<ScenarioOutcome> runnerUp =
                second < 0 ? Optional.empty() : Optional.of(new ScenarioOutcome(second, pnl[second]));
        return Optional.of(new WorstScenarios(new ScenarioOutcome(worst, pnl[worst]), runnerUp));
    }
}
