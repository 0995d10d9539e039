package io.margrid.model.okx;

import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.matrix.UnitRisk;
import java.util.Map;
import java.util.TreeMap;

/// OKX's charges outside the matrix, USD.
///
///     cash delta = size mark fx of futures and swaps; delta forward fx of options
///     MR4 = swap rate |net cash delta of swaps| + sum over expiries basis_per_year years |net cash delta|
///     MR5 = max(parallel |sum V years|, slope |sum V years s|)      s = -1 below the pivot, 1 above
///     MR7 = slices of rate sum |cash delta|, each times its tier's factor
///     MR9 = sum over pairs of quote coins of hedged cash delta times the factor of the cheaper coin's price
///
/// MR4's rate of swaps and MR7's rate are solved from the sample; MR5, the dated part of MR4 and the order of
/// pairs in MR9 are assumed. See `docs/methodologies/okx-pm.md`.
///
/// @param basis   MR4
/// @param rates   MR5
/// @param minimum MR7
/// @param depeg   MR9
record OkxCharges(double basis, double rates, double minimum, double depeg) {
    static OkxCharges of(OkxParameters parameters, String coin, UnitRisk unit) {
        OkxParameters.Extreme extreme = parameters.extremes().of(coin).orElseThrow();
        double swaps = 0.0;
        Map<Double, Double> futures = new TreeMap<>();
        Map<String, Double> byQuote = new TreeMap<>();
        double gross = 0.0;
        double parallel = 0.0;
        double slope = 0.0;
        for (PositionRisk position : unit.positions()) {
            Instrument instrument = position.position().instrument();
            double fx = unit.quoteUsd(position);
            double years = unit.years(instrument);
            double cash = position.delta() * position.unit().forward() * fx;
            gross += Math.abs(cash);
            byQuote.merge(instrument.pair().quote(), cash, Double::sum);
            if (instrument instanceof OptionContract) {
                double value = position.quantity() * position.unit().value() * fx;
                parallel += value * years;
                slope += value * years * (years < parameters.rates().pivotYears() ? -1.0 : 1.0);
            } else if (instrument.expiry().isPresent()) {
                futures.merge(years, cash, Double::sum);
            } else {
                swaps += cash;
            }
        }
        double basis = extreme.swap() * Math.abs(swaps);
        for (Map.Entry<Double, Double> expiry : futures.entrySet()) {
            basis += extreme.basisPerYear() * expiry.getKey() * Math.abs(expiry.getValue());
        }
        double rates = Math.max(
                parameters.rates().parallel() * Math.abs(parallel),
                parameters.rates().slope() * Math.abs(slope));
        return new OkxCharges(
                basis,
                rates,
                minimum(parameters.minimums().of(coin).orElseThrow(), gross),
                depeg(parameters, byQuote, unit));
    }

    /// The minimum charge of a cash delta.
    static double minimum(OkxParameters.Minimum minimum, double cashDelta) {
        double raw = minimum.rate() * cashDelta;
        double charge = 0.0;
        double from = 0.0;
        for (OkxParameters.Tier tier : minimum.tiers()) {
            charge += Math.max(0.0, Math.min(raw, tier.upTo()) - from) * tier.factor();
            from = tier.upTo();
        }
        return charge;
    }

    /// Pairs of quote coins in order of their names; what is matched once is not matched again.
    private static double depeg(OkxParameters parameters, Map<String, Double> cash, UnitRisk unit) {
        Map<String, Double> open = new TreeMap<>(cash);
        double charge = 0.0;
        for (String one : cash.keySet()) {
            for (String other : cash.keySet()) {
                double a = open.getOrDefault(one, 0.0);
                double b = open.getOrDefault(other, 0.0);
                if (one.compareTo(other) < 0 && a * b < 0.0) {
                    double hedged = Math.min(Math.abs(a), Math.abs(b));
                    double price = Math.min(unit.usd(one), unit.usd(other));
                    charge += hedged * parameters.depegFactor(Math.min(price, 1.0));
                    open.put(one, a - Math.copySign(hedged, a));
                    open.put(other, b - Math.copySign(hedged, b));
                }
            }
        }
        return charge;
    }
}
