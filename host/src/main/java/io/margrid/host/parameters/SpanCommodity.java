package io.margrid.host.parameters;

import io.margrid.model.span.CalendarSpread;
import io.margrid.model.span.CommodityParameters;
import io.margrid.model.span.ExpiryTiers;
import io.margrid.model.span.InterCommoditySpread;
import io.margrid.model.span.PriceRiskMethod;
import io.margrid.model.span.ScanRange;
import io.margrid.model.span.ShortOptionMinimum;
import io.margrid.model.span.SpreadLeg;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// A combined commodity of a SPAN file.
///
/// The price scan range is read off the first future's array: half of what lies between its losses a range down
/// and a range up. That is money for one contract, whatever the file's own figure counts in. No contract is
/// revalued, so the volatility scan range is not needed.
final class SpanCommodity {
    private static final int RANGE_UP = 10;
    private static final int RANGE_DOWN = 12;
    private static final double UNITS_TOLERANCE = 1e-9;
    private static final String REST = "rest";

    private final XmlElement cc;
    private final List<SpanFamily> families = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    SpanCommodity(XmlElement cc, Map<String, SpanFamily> known) {
        this.cc = cc;
        for (XmlElement link : cc.all("pfLink")) {
            SpanFamily family = known.get(SpanFamily.key(link));
            if (family != null && !family.arrays().isEmpty()) {
                families.add(family);
            }
        }
        families.sort(Comparator.comparingInt(SpanFamily::linearRank).thenComparing(SpanFamily::key));
    }

    /// What the user should know of it.
    List<String> notes() {
        return notes;
    }

    /// The families in it that have arrays, futures first.
    List<SpanFamily> families() {
        return families;
    }

    /// The figures.
    ///
    /// @throws IllegalArgumentException naming what cannot be used
    CommodityParameters parameters() {
        SpanFamily first = families.stream()
                .filter(family -> family.linearRank() < 2)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("has no futures and no spot contract with an array"));
        double units = units(first);
        for (SpanFamily family : families) {
            if (Math.abs(units(family) - units) > UNITS_TOLERANCE * units) {
                throw new IllegalArgumentException(
                        "%s: contract value factor %s over delta scaling factor is %s, not %s"
                                .formatted(family.key(), family.valueFactor(), units(family), units));
            }
        }
        double scaling = first.valueFactor() / units;
        double[] losses = first.arrays().values().iterator().next().losses();
        Map<String, LocalDate> ends = ends();
        return new CommodityParameters(
                cc.text("currency").toLowerCase(Locale.ROOT),
                units,
                ExpiryTiers.ONE,
                List.of(new ScanRange(0.5 * (losses[RANGE_DOWN] - losses[RANGE_UP]) / scaling, false, 0.0, true)),
                tiers(ends),
                calendarSpreads(ends),
                Optional.empty(),
                shortOptions(),
                priceRisk(),
                families.stream().anyMatch(SpanFamily::futuresStyle));
    }

    /// Base units in a contract whose delta scaling factor is 1.
    private double units(SpanFamily family) {
        return cc.all("pfLink").stream()
                .filter(link -> SpanFamily.key(link).equals(family.key()))
                .findFirst()
                .map(link -> family.valueFactor() / link.number("sc", 1.0))
                .orElseThrow();
    }

    private PriceRiskMethod priceRisk() {
        String method = cc.text("wfprMeth");
        if (!method.isEmpty() && !method.equals("NORMAL")) {
            throw new IllegalArgumentException("wfprMeth is not known but for NORMAL: \"%s\"".formatted(method));
        }
        return PriceRiskMethod.NORMAL;
    }

    private ShortOptionMinimum shortOptions() {
        double rate = cc.first("somTiers").stream()
                .flatMap(tiers -> tiers.all("tier").stream())
                .flatMap(tier -> tier.all("rate").stream())
                .mapToDouble(value -> value.number("val"))
                .max()
                .orElse(0.0);
        String method = cc.text("somMeth");
        if (rate > 0.0 && !List.of("", "GROSS", "MAX").contains(method)) {
            throw new IllegalArgumentException("somMeth must be GROSS or MAX: \"%s\"".formatted(method));
        }
        return new ShortOptionMinimum(
                rate, method.equals("MAX") ? ShortOptionMinimum.Method.MAX : ShortOptionMinimum.Method.GROSS);
    }

    /// The last date of each tier: of the intra-commodity tiers, or each period that a spread names.
    private Map<String, LocalDate> ends() {
        Map<String, LocalDate> ends = new TreeMap<>();
        for (XmlElement spread : cc.all("dSpread")) {
            for (XmlElement leg : spread.all("pLeg")) {
                ends.put(leg.text("pe"), date(leg.text("pe")));
            }
        }
        if (ends.isEmpty()) {
            cc.first("intraTiers").stream()
                    .flatMap(tiers -> tiers.all("tier").stream())
                    .filter(tier -> tier.first("ePe").isPresent())
                    .forEach(tier -> ends.put(tier.text("tn"), date(tier.text("ePe"))));
        }
        return ends;
    }

    private static ExpiryTiers tiers(Map<String, LocalDate> ends) {
        List<ExpiryTiers.Tier> tiers = new ArrayList<>();
        ends.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(end -> tiers.add(
                        new ExpiryTiers.Tier(end.getKey(), OptionalDouble.empty(), Optional.of(end.getValue()))));
        tiers.add(new ExpiryTiers.Tier(REST, OptionalDouble.empty(), Optional.empty()));
        return new ExpiryTiers(tiers);
    }

    /// Months end with their last day.
    private static LocalDate date(String period) {
        try {
            return period.length() == "202612".length()
                    ? YearMonth.parse(period, DateTimeFormatter.ofPattern("yyyyMM", Locale.ROOT))
                            .atEndOfMonth()
                    : LocalDate.parse(period, DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeParseException _) {
            throw new IllegalArgumentException(
                    "a period must be of the form 202612 or 20261229: \"%s\"".formatted(period));
        }
    }

    private List<CalendarSpread> calendarSpreads(Map<String, LocalDate> ends) {
        List<CalendarSpread> spreads = new ArrayList<>();
        int inside = 0;
        List<XmlElement> inOrder = cc.all("dSpread").stream()
                .sorted(Comparator.comparingDouble(spread -> spread.number("spread")))
                .toList();
        for (XmlElement spread : inOrder) {
            List<SpreadLeg> legs = new ArrayList<>();
            spread.all("pLeg").forEach(leg -> legs.add(leg(leg, leg.text("pe"))));
            spread.all("tLeg").forEach(leg -> legs.add(leg(leg, leg.text("tn"))));
            if (legs.stream().map(SpreadLeg::of).distinct().count() < legs.size()) {
                inside++;
                continue;
            }
            if (!List.of("", "F").contains(spread.text("chargeMeth"))) {
                throw new IllegalArgumentException(
                        "chargeMeth must be F (flat): \"%s\"".formatted(spread.text("chargeMeth")));
            }
            for (SpreadLeg leg : legs) {
                if (!ends.containsKey(leg.of())) {
                    throw new IllegalArgumentException(
                            "dSpread %s names an unknown tier: %s".formatted(spread.text("spread"), leg.of()));
                }
            }
            double rate = spread.first("rate")
                    .map(value -> value.number("val"))
                    .orElseThrow(() -> new IllegalArgumentException("a dSpread has no rate"));
            spreads.add(new CalendarSpread(legs, CalendarSpread.Method.FLAT, rate));
        }
        if (inside > 0) {
            notes.add("%s: %d spreads inside one tier are left out".formatted(cc.text("cc"), inside));
        }
        if (!cc.all("spotRate").isEmpty()) {
            notes.add("%s: spot charges are left out".formatted(cc.text("cc")));
        }
        return spreads;
    }

    private static SpreadLeg leg(XmlElement leg, String of) {
        String side = leg.text("rs");
        if (!List.of("A", "B").contains(side)) {
            throw new IllegalArgumentException("rs of a leg must be A or B: \"%s\"".formatted(side));
        }
        return new SpreadLeg(of, SpreadLeg.Side.valueOf(side), leg.number("i"));
    }

    /// A spread between combined commodities; its rate is the credit.
    static InterCommoditySpread interCommodity(XmlElement spread) {
        List<SpreadLeg> legs = spread.all("tLeg").stream()
                .map(leg -> leg(leg, leg.text("cc").toLowerCase(Locale.ROOT)))
                .toList();
        double credit = spread.first("rate")
                .map(value -> value.number("val"))
                .orElseThrow(() -> new IllegalArgumentException("a dSpread has no rate"));
        return new InterCommoditySpread(legs, credit, false);
    }
}
