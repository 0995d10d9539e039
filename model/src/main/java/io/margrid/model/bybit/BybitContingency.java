package io.margrid.model.bybit;

import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.OptionType;
import io.margrid.model.margin.NettingSetRisk;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.matrix.Ladder;
import io.margrid.model.matrix.UnitRisk;
import java.util.Map;
import java.util.TreeMap;

/// Bybit's charges beside the matrix, USD. Fields are the venue's; formulas are inferred from a third party's
/// rewrite.
///
///     options     = max(0, -net calls) + max(0, -net puts), times short_options index
///     vega        = sum over options hedged across expiries of size days, times vega_per_day index
///     calendar    = sum over deltas hedged across expiries of delta years, times basis_per_year index
///     stablecoins = delta hedged across the quote coins, times stablecoins index
///     futures     = sum |size|, times futures index
///
/// @param options     of net short options
/// @param vega        of options hedged across expiries
/// @param calendar    of deltas hedged across expiries
/// @param stablecoins of deltas hedged across USDT and USDC
/// @param futures     of futures and perpetuals
record BybitContingency(double options, double vega, double calendar, double stablecoins, double futures) {
    private static final double DAYS = 365.0;

    static BybitContingency of(BybitParameters.Coin rates, UnitRisk unit, NettingSetRisk set) {
        if (set.positions().isEmpty()) {
            return new BybitContingency(0.0, 0.0, 0.0, 0.0, 0.0);
        }
        double calls = 0.0;
        double puts = 0.0;
        double futures = 0.0;
        Ladder sizes = new Ladder();
        Ladder deltas = new Ladder();
        Map<String, Double> byQuote = new TreeMap<>();
        for (PositionRisk position : set.positions()) {
            Instrument instrument = position.position().instrument();
            double years = unit.years(instrument);
            deltas.add(years, position.delta());
            byQuote.merge(instrument.pair().quote(), position.delta(), Double::sum);
            if (instrument instanceof OptionContract option) {
                calls += option.type() == OptionType.CALL ? position.quantity() : 0.0;
                puts += option.type() == OptionType.PUT ? position.quantity() : 0.0;
                sizes.add(years, position.quantity());
            } else {
                futures += Math.abs(position.quantity());
            }
        }
        double index = set.indexUsd(unit.market());
        return new BybitContingency(
                rates.shortOptions() * (Math.max(0.0, -calls) + Math.max(0.0, -puts)) * index,
                rates.vegaPerDay() * sizes.matchedYears() * DAYS * index,
                rates.basisPerYear() * deltas.matchedYears() * index,
                rates.stablecoins() * hedged(byQuote) * index,
                rates.futures() * futures * index);
    }

    /// The smaller side of the deltas of USDT and USDC contracts.
    private static double hedged(Map<String, Double> byQuote) {
        double usdt = byQuote.getOrDefault("usdt", 0.0);
        double usdc = byQuote.getOrDefault("usdc", 0.0);
        return usdt * usdc < 0.0 ? Math.min(Math.abs(usdt), Math.abs(usdc)) : 0.0;
    }

    double sum() {
        return options + vega + calendar + stablecoins + futures;
    }
}
