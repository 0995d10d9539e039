package io.margrid.model.span;

import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.OptionType;
import io.margrid.model.margin.NettingSetRisk;
import io.margrid.model.margin.PositionRisk;
import java.util.ArrayList;
import java.util.List;

/// The risk of one combined commodity of one account while it is being told: positions first, then spreads in
/// their order, then the sum. Not thread-safe.
///
///     risk = max(scan risk + calendar charge + delivery charge - inter-commodity credit, short option minimum)
final class CombinedCommodity {
    private final NettingSetRisk set;
    private final CommodityParameters parameters;
    private final double usd;
    private final double scanRange;
    private final List<double[]> losses = new ArrayList<>();
    private final DeltaTiers deltas;
    private double shortCalls;
    private double shortPuts;
    private double optionValue;
    private double calendarCharge;
    private double credit;
    private double weightedPriceRisk;

    /// A commodity whose positions are to be added.
    ///
    /// @param set        its positions
    /// @param parameters its figures
    /// @param usd        value of its currency
    /// @param scanRange  widest price scan range of a standard contract, USD
    CombinedCommodity(NettingSetRisk set, CommodityParameters parameters, double usd, double scanRange) {
        this.set = set;
        this.parameters = parameters;
        this.usd = usd;
        this.scanRange = scanRange;
        this.deltas = new DeltaTiers(parameters.tiers().size());
        for (int t = 0; t < parameters.scanTiers().size(); t++) {
            losses.add(new double[SpanScenarios.COUNT]);
        }
    }

    /// Its positions.
    NettingSetRisk set() {
        return set;
    }

    /// Adds a position.
    ///
    /// @param position the position
    /// @param unit     losses of one base unit in USD, and its composite delta
    /// @param scanTier its tier for scanning
    /// @param tier     its tier for spreads
    /// @param quoteUsd value of its quote currency
    void add(PositionRisk position, SpanArray unit, int scanTier, int tier, double quoteUsd) {
        double quantity = position.quantity();
        double[] sum = losses.get(scanTier);
        for (int s = 0; s < sum.length; s++) {
            sum[s] += quantity * unit.losses()[s];
        }
        deltas.add(
                tier,
                quantity * unit.delta() / parameters.contractUnits(),
                position.unit().forward() * quoteUsd * parameters.contractUnits());
        if (position.position().instrument() instanceof OptionContract option) {
            if (quantity < 0.0 && option.type() == OptionType.CALL) {
                shortCalls -= quantity / option.contractSize();
            } else if (quantity < 0.0) {
                shortPuts -= quantity / option.contractSize();
            }
            optionValue +=
                    parameters.futuresStyle() ? 0.0 : quantity * position.unit().value() * quoteUsd;
        }
    }

    /// Told once all positions are added: what a delta is worth to inter-commodity spreads.
    void weighPriceRisk() {
        weightedPriceRisk = parameters
                .priceRisk()
                .weighted(
                        losses.stream()
                                .mapToDouble(tier -> ScanRisk.of(tier).priceRisk())
                                .sum(),
                        deltas.net(),
                        scanRange);
    }

    /// Delta that inter-commodity spreads may use: all but that of the delivery month.
    double deltaForSpreads() {
        return deltas.leftBut(parameters.deliveryTier());
    }

    /// Gives a credit for deltas of an inter-commodity spread, and consumes them.
    ///
    /// @param amount standard contracts
    /// @param part   of their price risk
    void takeCredit(double amount, double part) {
        deltas.consumeBut(parameters.deliveryTier(), amount);
        credit += amount * weightedPriceRisk * part;
    }

    /// Forms the calendar spreads.
    void formCalendarSpreads() {
        for (CalendarSpread spread : parameters.calendarSpreads()) {
            calendarCharge += spread.charge(parameters.tiers(), deltas, usd);
        }
    }

    /// The losses of all tiers.
    ///
    /// @return a new vector, USD
    double[] losses() {
        double[] sum = new double[SpanScenarios.COUNT];
        for (double[] tier : losses) {
            for (int s = 0; s < sum.length; s++) {
                sum[s] += tier[s];
            }
        }
        return sum;
    }

    /// What all of it comes to, once all spreads are formed.
    CommodityRisk risk() {
        double scan = 0.0;
        for (double[] tier : losses) {
            scan += ScanRisk.of(tier).amount();
        }
        double delivery = parameters
                .delivery()
                .map(charge -> charge.charge(deltas, parameters.deliveryTier(), usd))
                .orElse(0.0);
        double minimum = parameters.shortOptions().of(shortCalls, shortPuts) * usd;
        return new CommodityRisk(scan, calendarCharge, delivery, credit, minimum, optionValue);
    }
}
