package io.margrid.host.parameters;

import io.margrid.host.deribit.JsonFields;
import io.margrid.model.margin.ParameterHead;
import io.margrid.model.matrix.CoinClasses;
import io.margrid.model.span.CalendarSpread;
import io.margrid.model.span.CommodityParameters;
import io.margrid.model.span.CompositeDelta;
import io.margrid.model.span.DeliveryCharge;
import io.margrid.model.span.ExpiryTiers;
import io.margrid.model.span.InterCommoditySpread;
import io.margrid.model.span.OptionValueScope;
import io.margrid.model.span.PriceRiskMethod;
import io.margrid.model.span.ScanRange;
import io.margrid.model.span.ShortOptionMinimum;
import io.margrid.model.span.SpanArray;
import io.margrid.model.span.SpanParameters;
import io.margrid.model.span.SpanScenarios;
import io.margrid.model.span.SpreadLeg;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;

/// Reads parameter sets of `span`.
final class SpanParameterFile {
    static final String METHODOLOGY = "span";

    private static final String[] END = {"last_day", "last_date"};

    private SpanParameterFile() {}

    static Optional<SpanParameters> read(JsonFields top, ParameterHead head) {
        top.allow(
                "extreme_multiple",
                "extreme_cover",
                "look_ahead_days",
                "delta_weights",
                "classes",
                "coins",
                "others",
                "inter_commodity",
                "option_value_scope",
                "initial_ratio",
                "arrays",
                "arrays_only");
        Optional<CoinClasses<CommodityParameters>> classes = GridFields.classes(top, SpanParameterFile::commodity);
        List<InterCommoditySpread> spreads = all(top, "inter_commodity", SpanParameterFile::interCommodity);
        Map<String, SpanArray> arrays = top.has("arrays") ? arrays(top.object("arrays")) : Map.of();
        return classes.flatMap(commodities -> top.build(() -> new SpanParameters(
                head,
                new SpanScenarios(top.number("extreme_multiple"), top.number("extreme_cover")),
                top.number("look_ahead_days"),
                new CompositeDelta(top.numbers("delta_weights")),
                commodities,
                spreads,
                top.choice("option_value_scope", OptionValueScope.class, OptionValueScope.ACCOUNT),
                top.number("initial_ratio"),
                arrays,
                top.has("arrays_only") && top.flag("arrays_only"))));
    }

    /// Every object of a list that may be left out.
    private static <T> List<T> all(JsonFields fields, String field, Function<JsonFields, T> read) {
        List<T> values = new ArrayList<>();
        if (fields.has(field)) {
            for (JsonFields one : fields.list(field)) {
                one.build(() -> read.apply(one)).ifPresent(values::add);
            }
        }
        return values;
    }

    private static CommodityParameters commodity(JsonFields fields) {
        fields.allow(
                "currency",
                "contract_units",
                "scan",
                "tiers",
                "calendar_spreads",
                "delivery",
                "short_option_minimum",
                "price_risk",
                "futures_style_options");
        List<ExpiryTiers.Tier> scanTiers = new ArrayList<>();
        List<ScanRange> ranges = new ArrayList<>();
        for (JsonFields one : fields.list("scan")) {
            one.build(() -> range(one)).ifPresent(ranges::add);
            one.build(() -> tier(one, "scan " + (scanTiers.size() + 1))).ifPresent(scanTiers::add);
        }
        return new CommodityParameters(
                fields.text("currency"),
                fields.number("contract_units"),
                new ExpiryTiers(scanTiers),
                ranges,
                fields.has("tiers")
                        ? new ExpiryTiers(all(fields, "tiers", SpanParameterFile::namedTier))
                        : ExpiryTiers.ONE,
                all(fields, "calendar_spreads", SpanParameterFile::calendarSpread),
                fields.has("delivery") ? Optional.of(delivery(fields.object("delivery"))) : Optional.empty(),
                fields.has("short_option_minimum")
                        ? shortOptions(fields.object("short_option_minimum"))
                        : ShortOptionMinimum.NONE,
                fields.choice("price_risk", PriceRiskMethod.class, PriceRiskMethod.SCANRANGE_CAP),
                fields.has("futures_style_options") && fields.flag("futures_style_options"));
    }

    private static ScanRange range(JsonFields fields) {
        fields.allow("price_rate", "price_amount", "volatility_rate", "volatility_points", END[0], END[1]);
        boolean price = either(fields, "price_rate", "price_amount");
        boolean volatility = either(fields, "volatility_rate", "volatility_points");
        return new ScanRange(
                fields.number(price ? "price_rate" : "price_amount"),
                price,
                fields.number(volatility ? "volatility_rate" : "volatility_points"),
                volatility);
    }

    /// Whether the first of two fields is there, of which there must be one.
    private static boolean either(JsonFields fields, String one, String other) {
        if (fields.has(one) && fields.has(other)) {
            fields.violation(other, "must not be given with " + one);
        }
        return !fields.has(other);
    }

    private static ExpiryTiers.Tier namedTier(JsonFields fields) {
        fields.allow("name", END[0], END[1]);
        return tier(fields, fields.text("name"));
    }

    private static ExpiryTiers.Tier tier(JsonFields fields, String name) {
        return new ExpiryTiers.Tier(
                name,
                fields.has(END[0]) ? OptionalDouble.of(fields.number(END[0])) : OptionalDouble.empty(),
                fields.has(END[1]) ? Optional.of(fields.date(END[1])) : Optional.empty());
    }

    private static CalendarSpread calendarSpread(JsonFields fields) {
        fields.allow("legs", "method", "rate");
        return new CalendarSpread(
                all(fields, "legs", leg -> leg(leg, "tier")),
                fields.choice("method", CalendarSpread.Method.class, CalendarSpread.Method.FLAT),
                fields.number("rate"));
    }

    private static InterCommoditySpread interCommodity(JsonFields fields) {
        fields.allow("legs", "credit", "super");
        return new InterCommoditySpread(
                all(fields, "legs", leg -> leg(leg, "commodity")),
                fields.number("credit"),
                fields.has("super") && fields.flag("super"));
    }

    private static SpreadLeg leg(JsonFields fields, String of) {
        fields.allow(of, "side", "deltas");
        if (!fields.has("side")) {
            fields.violation("side", "is missing");
        }
        return new SpreadLeg(
                fields.text(of),
                fields.choice("side", SpreadLeg.Side.class, SpreadLeg.Side.A),
                fields.number("deltas"));
    }

    private static DeliveryCharge delivery(JsonFields fields) {
        fields.allow("tier", "spread_rate", "outright_rate");
        return new DeliveryCharge(fields.text("tier"), fields.number("spread_rate"), fields.number("outright_rate"));
    }

    private static ShortOptionMinimum shortOptions(JsonFields fields) {
        fields.allow("rate", "method");
        return new ShortOptionMinimum(
                fields.number("rate"),
                fields.choice("method", ShortOptionMinimum.Method.class, ShortOptionMinimum.Method.GROSS));
    }

    private static Map<String, SpanArray> arrays(JsonFields contracts) {
        Map<String, SpanArray> arrays = new TreeMap<>();
        for (JsonFields one : contracts.objects()) {
            one.allow("losses", "delta");
            one.build(() -> new SpanArray(
                            one.numbers("losses").stream()
                                    .mapToDouble(Double::doubleValue)
                                    .toArray(),
                            one.number("delta")))
                    .ifPresent(array -> arrays.put(one.key(), array));
        }
        return arrays;
    }
}
