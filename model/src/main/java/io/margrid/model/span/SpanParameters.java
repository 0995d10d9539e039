package io.margrid.model.span;

import io.margrid.model.margin.ParameterHead;
import io.margrid.model.margin.ParameterSet;
import io.margrid.model.matrix.CoinClasses;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Figures of [SpanMargin]. Never changes.
///
/// @param head             name, day, evidence, source and hash
/// @param scenarios        extreme moves
/// @param lookAheadDays    how far scenarios lie ahead, days, zero or more
/// @param delta            weights of the composite delta
/// @param commodities      figures of each combined commodity, which is called by its base
/// @param interCommodity   spreads between them, in order of priority
/// @param optionValueScope where the value of options counts
/// @param initialRatio     initial over maintenance margin, 1 or more
/// @param arrays           given risk arrays by name of the contract: losses of one contract in the commodity's
///     currency, and its composite delta before scaling, 1 for a future; contracts that are not named are revalued
/// @param arraysOnly       whether contracts without a given array are refused instead
public record SpanParameters(
        ParameterHead head,
        SpanScenarios scenarios,
        double lookAheadDays,
        CompositeDelta delta,
        CoinClasses<CommodityParameters> commodities,
        List<InterCommoditySpread> interCommodity,
        OptionValueScope optionValueScope,
        double initialRatio,
        Map<String, SpanArray> arrays,
        boolean arraysOnly)
        implements ParameterSet {
    private static final double RATIO_MAX = 100.0;
    private static final double DAYS_MAX = 30.0;

    /// Copies lists and maps and checks that they fit together.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public SpanParameters {
        interCommodity = List.copyOf(interCommodity);
        arrays = Collections.unmodifiableMap(new TreeMap<>(arrays));
        if (!(lookAheadDays >= 0.0 && lookAheadDays <= DAYS_MAX)) {
            throw new IllegalArgumentException("look_ahead_days must be 0 to 30: " + lookAheadDays);
        }
        if (!(initialRatio >= 1.0 && initialRatio <= RATIO_MAX)) {
            throw new IllegalArgumentException("initial_ratio must be 1 to 100: " + initialRatio);
        }
        for (Map.Entry<String, CommodityParameters> one : commodities.classes().entrySet()) {
            for (ScanRange range : one.getValue().ranges()) {
                if (range.priceRelative() && !(range.price() * scenarios.extremeMultiple() < 1.0)) {
                    throw new IllegalArgumentException(
                            "classes.%s: price_rate %s times extreme_multiple %s must be below 1, or the price is gone"
                                    .formatted(one.getKey(), range.price(), scenarios.extremeMultiple()));
                }
            }
        }
        for (InterCommoditySpread spread : interCommodity) {
            for (SpreadLeg leg : spread.legs()) {
                if (commodities.of(leg.of()).isEmpty()) {
                    throw new IllegalArgumentException("inter_commodity: %s has no class".formatted(leg.of()));
                }
            }
        }
    }

    @Override
    public List<String> covers() {
        return commodities.covers();
    }

    /// Figures of a combined commodity that has a class.
    ///
    /// @param base lower-case code
    /// @return its figures
    CommodityParameters commodity(String base) {
        return commodities.of(base).orElseThrow();
    }
}
