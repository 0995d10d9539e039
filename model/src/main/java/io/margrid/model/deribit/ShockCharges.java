package io.margrid.model.deribit;

import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.margin.InstrumentRisk;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.market.PairMarket;
import io.margrid.model.revaluation.RunSums;
import io.margrid.model.valuation.ContractClock;
import io.margrid.model.valuation.Valuation;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
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
    /// Both charges of a netting set.
    ///
    /// @param rollShock  settlement currency, zero or more
    /// @param deltaShock settlement currency, zero or more
    record Amounts(double rollShock, double deltaShock) {}

    /// Charges positions in canonical order. Deltas are summed run by run, as [RunSums] says, a run being
    /// neighbours that are all options, or all not, and have one expiry; [PortfolioTotals] repeats these
    /// operations.
    Amounts of(List<PositionRisk> positions) {
        RollSchedule schedule = schedule(
                positions.stream().map(p -> p.unit().instrument().expiry()).toList());
        double[] deltas = new double[schedule.size()];
        double total = 0.0;
        double others = 0.0;
        int from = 0;
        while (from < positions.size()) {
            Instrument first = positions.get(from).unit().instrument();
            boolean options = first instanceof OptionContract;
            double run = 0.0;
            double shorts = 0.0;
            int e = from;
            for (; e < positions.size() && isOfRun(positions.get(e).unit().instrument(), first); e++) {
                double q = positions.get(e).quantity();
                double delta = unitDelta(positions.get(e).unit());
                run += q * delta;
                shorts += Math.min(q, 0.0) * delta;
            }
            deltas[schedule.slot(first.expiry())] += run;
            total += run;
            others += options ? shorts : run;
            from = e;
        }
        return new Amounts(amount(schedule.charge(deltas)), deltaShock(total, others));
    }

    private static boolean isOfRun(Instrument instrument, Instrument first) {
        return instrument instanceof OptionContract == first instanceof OptionContract
                && instrument.expiry().equals(first.expiry());
    }

    /// The rates of some expiries.
    RollSchedule schedule(Collection<Optional<Instant>> expiries) {
        return new RollSchedule(expiries, this::rollRate);
    }

    /// From base coins to settlement currency.
    double amount(double coins) {
        return inverse ? coins : coins * pairMarket.index();
    }

    private double rollRate(Optional<Instant> expiry) {
        double years =
                expiry.map(e -> ContractClock.years(pairMarket.asOf(), e)).orElse(0.0);
        double move = currency.annualisedMoveRisk() * years;
        double rate = switch (assumptions.annualisedMove()) {
            case EXPONENTIAL -> StrictMath.expm1(move);
            case LINEAR -> move;
        };
        return Math.max(currency.minAnnualisedMove(), rate);
    }

    /// Delta shock of sums of deltas.
    ///
    /// @param total  of all positions, base coins
    /// @param others of all but long options, base coins
    double deltaShock(double total, double others) {
        double shocked = others < 0.0 ? Math.min(Math.max(total, others), 0.0) : Math.max(Math.min(total, others), 0.0);
        double size = Math.abs(shocked);
        double excessCoins =
                Math.max(size * pairMarket.index() - pair.deltaTotalLiqShockThreshold(), 0.0) / pairMarket.index();
        return amount(size * Math.min(pair.mInc() * excessCoins, pair.maxDeltaShock()));
    }

    private double unitDelta(InstrumentRisk unit) {
        return unitDelta(unit.instrument(), unit.delta(), unit.value());
    }

    /// Delta of one unit that the shocks count: plain or premium adjusted, fading in the settlement window.
    ///
    /// @param delta Black-76 delta, base coins
    /// @param value base value, coin for inverse options
    double unitDelta(Instrument instrument, double delta, double value) {
        boolean adjusted = inverse
                && instrument instanceof OptionContract
                && assumptions.shockDelta() == DeribitAssumptions.ShockDelta.PREMIUM_ADJUSTED;
        double counted = adjusted ? delta - value : delta;
        double elapsed = Valuation.elapsedWindow(instrument, pairMarket);
        return elapsed > 0.0 ? counted * (1.0 - elapsed) : counted;
    }
}
