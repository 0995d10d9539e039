package io.margrid.model.deribit;

/// Parameters of a base currency, named as in `model_params.currency`.
///
/// @param annualisedMoveRisk  move per year behind the roll shock
/// @param minAnnualisedMove   lowest rate of the roll shock
/// @param extendedDampener    USD of the extended table's dampener
/// @param pnlOffset           part of a profit that may offset losses elsewhere, 0 to 1
/// @param maxOffsetablePnl    USD that may offset at most
/// @param haircut             of collateral in the currency; not used by S:PM
/// @param equitySideImpact    which side equity counts on; not used by S:PM
/// @param correlationSet      whether the currency's side-wise worst cases are added to those of others
public record CurrencyParameters(
        double annualisedMoveRisk,
        double minAnnualisedMove,
        double extendedDampener,
        double pnlOffset,
        double maxOffsetablePnl,
        double haircut,
        String equitySideImpact,
        boolean correlationSet) {
    /// Checks the ranges.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public CurrencyParameters {
        ParameterChecks.requireNotNegative("annualised_move_risk", annualisedMoveRisk);
        ParameterChecks.requireNotNegative("min_annualised_move", minAnnualisedMove);
        ParameterChecks.requireNotNegative("extended_dampener", extendedDampener);
        if (!(pnlOffset >= 0.0 && pnlOffset <= 1.0)) {
            throw new IllegalArgumentException("pnl_offset must be in [0, 1]: %s".formatted(pnlOffset));
        }
        ParameterChecks.requireNotNegative("max_offsetable_pnl", maxOffsetablePnl);
        if (!(haircut >= 0.0 && haircut <= 1.0)) {
            throw new IllegalArgumentException("haircut must be in [0, 1]: %s".formatted(haircut));
        }
        if (equitySideImpact.isBlank()) {
            throw new IllegalArgumentException("equity_side_impact must not be blank");
        }
    }
}
