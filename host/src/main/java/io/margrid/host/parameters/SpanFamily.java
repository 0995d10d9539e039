package io.margrid.host.parameters;

import io.margrid.model.span.SpanArray;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A product family of a SPAN file with the risk arrays of its contracts.
///
/// Contracts are called `CODE` (shares and indexes), `CODE-PERIOD` (futures) and `CODE-PERIOD-STRIKE-C` or `-P`
/// (options), by the file's `pfCode`, `pe`, `k` and `o`; strikes without trailing zeros.
///
/// @param key          its id and code, by which combined commodities name it
/// @param element      name of its element: `futPf`, `oopPf` and so on
/// @param valueFactor  contract value factor: units in a contract
/// @param futuresStyle whether its options are margined like futures
/// @param arrays       by contract
record SpanFamily(String key, String element, double valueFactor, boolean futuresStyle, Map<String, SpanArray> arrays) {
    /// Copies the map.
    SpanFamily {
        arrays = Collections.unmodifiableMap(new TreeMap<>(arrays));
    }

    static String key(XmlElement element) {
        return element.text("pfId") + " " + element.text("pfCode");
    }

    static SpanFamily of(XmlElement family) {
        Map<String, SpanArray> arrays = new TreeMap<>();
        String code = family.text("pfCode");
        for (XmlElement spot : family.all(family.name().equals("equityPf") ? "equity" : "phy")) {
            put(arrays, code, spot);
        }
        for (XmlElement future : family.all("fut")) {
            put(arrays, "%s-%s".formatted(code, future.text("pe")), future);
        }
        for (XmlElement series : family.all("series")) {
            for (XmlElement option : series.all("opt")) {
                String strike = BigDecimal.valueOf(option.number("k"))
                        .stripTrailingZeros()
                        .toPlainString();
                put(arrays, "%s-%s-%s-%s".formatted(code, series.text("pe"), strike, option.text("o")), option);
            }
        }
        return new SpanFamily(
                key(family),
                family.name(),
                family.number("cvf", 1.0),
                family.name().startsWith("oo") && family.text("valueMeth").equals("FUT"),
                arrays);
    }

    /// Whether it prices the underlying, so that its arrays are lines: futures best, else what is spot.
    int linearRank() {
        return switch (element) {
            case "futPf" -> 0;
            case "phyPf", "equityPf" -> 1;
            default -> 2;
        };
    }

    private static void put(Map<String, SpanArray> arrays, String contract, XmlElement element) {
        List<XmlElement> given = element.all("ra");
        if (given.isEmpty()) {
            return;
        }
        try {
            double[] losses = given.getFirst().all("a").stream()
                    .mapToDouble(value -> Double.parseDouble(value.text()))
                    .toArray();
            SpanArray array = new SpanArray(losses, given.getFirst().number("d"));
            if (arrays.put(contract, array) != null) {
                throw new IllegalArgumentException("stands twice in the file");
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s: %s".formatted(contract, e.getMessage()), e);
        }
    }
}
