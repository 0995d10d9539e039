package io.margrid.model.span;

/// What scanning makes of the losses of one tier of a combined commodity.
///
///     scan risk            = max(0, max over i of L[i])                    active scenario: the first maximum
///     volatility adjusted  = (L[active] + L[paired]) / 2
///     time risk            = (L[1] + L[2]) / 2
///     price risk           = max(0, volatility adjusted - time risk)
///
/// @param amount    scan risk, zero or more
/// @param active    place of the active scenario, 0 to 15
/// @param priceRisk price risk, zero or more
public record ScanRisk(double amount, int active, double priceRisk) {
    /// Scans losses.
    ///
    /// @param losses sixteen losses
    /// @return the risk
    /// @throws ArithmeticException if a loss is not a number: it must not win or lose by accident
    public static ScanRisk of(double[] losses) {
        int active = 0;
        for (int s = 0; s < SpanScenarios.COUNT; s++) {
            if (Double.isNaN(losses[s])) {
                throw new ArithmeticException("loss in scenario %d is not a number".formatted(s + 1));
            }
            active = losses[s] > losses[active] ? s : active;
        }
        double adjusted = 0.5 * (losses[active] + losses[SpanScenarios.paired(active)]);
        double time = 0.5 * (losses[0] + losses[1]);
        return new ScanRisk(Math.max(0.0, losses[active]) + 0.0, active, Math.max(0.0, adjusted - time) + 0.0);
    }
}
