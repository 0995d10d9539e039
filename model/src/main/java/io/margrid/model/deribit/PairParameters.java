package io.margrid.model.deribit;

import io.margrid.model.scenario.RelativeVolatilityShock;

/// Parameters of a pair's risk matrix, named as in `model_params.currency_pair`.
///
/// @param priceRange                  largest standard move `R`, a fraction in (0, 1)
/// @param volatilityRangeUp           relative rise of volatility at 30 days
/// @param volatilityRangeDown         relative fall of volatility at 30 days
/// @param minVolatilityForShockUp     floor of the up-shocked volatility, a fraction
/// @param shortTermVegaPower          exponent below 30 days
/// @param longTermVegaPower           exponent from 30 days
/// @param extendedTableFactor         scale of the extended table
/// @param maxDeltaShock               cap of the delta shock's rate
/// @param deltaTotalLiqShockThreshold USD of delta that carry no delta shock
/// @param mInc                        rise of the delta shock's rate per coin
public record PairParameters(
        double priceRange,
        double volatilityRangeUp,
        double volatilityRangeDown,
        double minVolatilityForShockUp,
        double shortTermVegaPower,
        double longTermVegaPower,
        double extendedTableFactor,
        double maxDeltaShock,
        double deltaTotalLiqShockThreshold,
        double mInc) {
    /// Checks the ranges.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public PairParameters {
        if (!(priceRange > 0.0 && priceRange < 1.0)) {
            throw new IllegalArgumentException("price_range must be in (0, 1): %s".formatted(priceRange));
        }
        ParameterChecks.requireNotNegative("volatility_range_up", volatilityRangeUp);
        ParameterChecks.requireNotNegative("volatility_range_down", volatilityRangeDown);
        ParameterChecks.requireNotNegative("min_volatility_for_shock_up", minVolatilityForShockUp);
        ParameterChecks.requireNotNegative("short_term_vega_power", shortTermVegaPower);
        ParameterChecks.requireNotNegative("long_term_vega_power", longTermVegaPower);
        ParameterChecks.requireNotNegative("extended_table_factor", extendedTableFactor);
        ParameterChecks.requireNotNegative("max_delta_shock", maxDeltaShock);
        ParameterChecks.requireNotNegative("delta_total_liq_shock_threshold", deltaTotalLiqShockThreshold);
        ParameterChecks.requireNotNegative("m_inc", mInc);
    }

    /// The volatility shock of the pair.
    ///
    /// @param assumptions floors and days
    /// @return the shock
    public RelativeVolatilityShock volatilityShock(DeribitAssumptions assumptions) {
        return new RelativeVolatilityShock(
                volatilityRangeUp,
                volatilityRangeDown,
                shortTermVegaPower,
                longTermVegaPower,
                assumptions.dteFloorDays(),
                assumptions.wholeDays(),
                minVolatilityForShockUp,
                assumptions.volFloorOn());
    }
}
