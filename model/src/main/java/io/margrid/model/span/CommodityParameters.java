package io.margrid.model.span;

import io.margrid.model.instrument.CurrencyPair;
import java.util.List;
import java.util.Optional;

/// Figures of a combined commodity. Money is in its performance bond currency, for one standard contract.
///
/// Deltas are counted in standard contracts: a position's delta in units over `contractUnits`. A contract of a
/// tenth of the size so has a delta scaling factor of 0.1.
///
/// @param currency          lower-case code of the performance bond currency
/// @param contractUnits     base units in a standard contract, above 0
/// @param scanTiers         expiries that are scanned apart
/// @param ranges            price and volatility scan range of each of `scanTiers`
/// @param tiers             expiries that net deltas are told for
/// @param calendarSpreads   in order of priority
/// @param delivery          the charge of the month that delivers
/// @param shortOptions      the short option minimum
/// @param priceRisk         what a delta is worth to inter-commodity spreads
/// @param futuresStyle      whether options are margined like futures: their value was not paid, so it is no
///     credit
public record CommodityParameters(
        String currency,
        double contractUnits,
        ExpiryTiers scanTiers,
        List<ScanRange> ranges,
        ExpiryTiers tiers,
        List<CalendarSpread> calendarSpreads,
        Optional<DeliveryCharge> delivery,
        ShortOptionMinimum shortOptions,
        PriceRiskMethod priceRisk,
        boolean futuresStyle) {
    /// Copies the lists and checks that they fit together.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public CommodityParameters {
        ranges = List.copyOf(ranges);
        calendarSpreads = List.copyOf(calendarSpreads);
        if (!CurrencyPair.isCode(currency)) {
            throw new IllegalArgumentException(
                    "currency must be 1 to 16 lower-case letters or digits: \"%s\"".formatted(currency));
        }
        if (!(contractUnits > 0.0 && contractUnits < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("contract_units must be above 0 and finite: " + contractUnits);
        }
        if (ranges.size() != scanTiers.size()) {
            throw new IllegalArgumentException(
                    "scan must have a range for each of %d tiers: %d".formatted(scanTiers.size(), ranges.size()));
        }
        for (CalendarSpread spread : calendarSpreads) {
            spread.legs().forEach(leg -> requireTier("calendar_spreads", leg.of(), tiers));
        }
        delivery.ifPresent(charge -> requireTier("delivery", charge.tier(), tiers));
    }

    private static void requireTier(String field, String name, ExpiryTiers tiers) {
        if (tiers.indexOf(name) < 0) {
            throw new IllegalArgumentException("%s must name one of the tiers %s: \"%s\""
                    .formatted(
                            field,
                            tiers.tiers().stream().map(ExpiryTiers.Tier::name).toList(),
                            name));
        }
    }

    /// The place of the tier that delivers.
    ///
    /// @return -1 if there is none
    int deliveryTier() {
        return delivery.map(charge -> tiers.indexOf(charge.tier())).orElse(-1);
    }
}
