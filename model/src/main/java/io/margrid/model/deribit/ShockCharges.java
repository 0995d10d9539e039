package io.margrid.model.deribit;

import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.margin.InstrumentRisk;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.market.PairMarket;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Roll shock and delta shock of one netting set, in settlement currency.
///
///     roll_shock  = sum over expiries |delta_e| max(min_annualised_move, g(annualised_move_risk tau_e))
///     delta_shock = |ds| min(m_inc max(|ds| S - threshold, 0) / S, max_delta_shock)
///
/// with `g(x) = exp(x) - 1`, perpetuals at `tau = 0`, and `ds` the delta of futures and short options, which long
/// options
/// can shrink but neither enlarge nor turn. Amounts in coin; times the index `S` for linear contracts.
///
/// @param pair        parameters of the pair
/// @param currency    parameters of the base currency
/// @param assumptions which delta, which `g`
/// @param pairMarket  index and instant
/// @param inverse     whether amounts are in coin
record ShockCharges(
        PairParameters pair,
        CurrencyParameters currency,
        DeribitAssumptions assumptions,
        PairMarket pairMarket,
        boolean inverse) {
    double rollShock(List<PositionRisk> positions) {
        Map<Optional<Instant>, Double> deltas = new LinkedHashMap<>();
        for (PositionRisk position : positions) {
            deltas.merge(position.unit().instrument().expiry(), delta(position), Double::sum);
        }
        // Deltas with the same rate are added before they are multiplied: this gives the exchange's own last
        // digit.
        Map<Double, Double> deltaByRate = new LinkedHashMap<>();
        deltas.forEach((expiry, delta) -> deltaByRate.merge(rollRate(expiry), Math.abs(delta), Double::sum));
        double sum = 0.0;
        for (Map.Entry<Double, Double> entry : deltaByRate.entrySet()) {
            sum += entry.getValue() * entry.getKey();
        }
        return inverse ? sum : sum * pairMarket.index();
    }

    private double rollRate(Optional<Instant> expiry) {
        double years = expiry.map(e -> DeribitClock.years(pairMarket.asOf(), e)).orElse(0.0);
        double move = currency.annualisedMoveRisk() * years;
        double rate = switch (assumptions.annualisedMove()) {
            case EXPONENTIAL -> StrictMath.expm1(move);
            case LINEAR -> move;
        };
        return Math.max(currency.minAnnualisedMove(), rate);
    }

    double deltaShock(List<PositionRisk> positions) {
        double longOptions = 0.0;
        double others = 0.0;
        for (PositionRisk position : positions) {
            if (position.unit().instrument() instanceof OptionContract && position.quantity() > 0.0) {
                longOptions += delta(position);
            } else {
                others += delta(position);
            }
        }
        double total = longOptions + others;
        double shocked = others < 0.0 ? Math.min(Math.max(total, others), 0.0) : Math.max(Math.min(total, others), 0.0);
        double size = Math.abs(shocked);
        double excessCoins =
                Math.max(size * pairMarket.index() - pair.deltaTotalLiqShockThreshold(), 0.0) / pairMarket.index();
        double charge = size * Math.min(pair.mInc() * excessCoins, pair.maxDeltaShock());
        return inverse ? charge : charge * pairMarket.index();
    }

    /// Delta that the shocks count: plain or premium adjusted, fading in the settlement window.
    private double delta(PositionRisk position) {
        InstrumentRisk unit = position.unit();
        Instrument instrument = unit.instrument();
        double delta = unit.delta();
        if (inverse
                && instrument instanceof OptionContract
                && assumptions.shockDelta() == DeribitAssumptions.ShockDelta.PREMIUM_ADJUSTED) {
            delta -= unit.value();
        }
        double elapsed = DeribitValuation.elapsedWindow(instrument, pairMarket);
        return position.quantity() * (elapsed > 0.0 ? delta * (1.0 - elapsed) : delta);
    }
}
