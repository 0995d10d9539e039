package io.margrid.host.parameters;

import io.margrid.host.deribit.Shown;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violations;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.margin.Evidence;
import io.margrid.model.margin.ParameterHead;
import io.margrid.model.matrix.CoinClasses;
import io.margrid.model.span.CommodityParameters;
import io.margrid.model.span.InterCommoditySpread;
import io.margrid.model.span.OptionValueScope;
import io.margrid.model.span.SpanArray;
import io.margrid.model.span.SpanParameters;
import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads a clearing house's SPAN risk parameter file, the XML form (`.spn`, format 4.00), as a parameter set of
/// `span`: risk arrays, composite deltas, tiers, spreads and minimums. Each combined commodity is called by its
/// code in lower case; contracts are called as [SpanFamily] has it.
///
/// The layout is that of published readers of such files and of digests of NSE's; it is not documented in full.
final class SpanRiskFile {
    private static final double DAYS_PER_YEAR = 365.0;

    private final Violations violations = new Violations();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, SpanFamily> families = new TreeMap<>();
    private final List<XmlElement> commodities = new ArrayList<>();
    private final List<XmlElement> spreads = new ArrayList<>();
    private final Map<String, String> head = new TreeMap<>();
    private Optional<XmlElement> points = Optional.empty();

    private SpanRiskFile() {}

    /// Whether bytes can be such a file.
    static boolean isOne(byte[] bytes) {
        int at = 0;
        while (at < bytes.length && (bytes[at] < 0 || Character.isWhitespace(bytes[at]))) {
            at++;
        }
        return at < bytes.length && bytes[at] == '<';
    }

    /// Reads a file.
    ///
    /// @param name   what messages call it
    /// @param bytes  its content
    /// @param sha256 their hash
    /// @throws InvalidInputException with every violation, if the file cannot be used
    static ParameterFile.Loaded parse(String name, byte[] bytes, String sha256) {
        SpanRiskFile file = new SpanRiskFile();
        try {
            file.read(XmlElement.factory().createXMLStreamReader(new ByteArrayInputStream(bytes)));
        } catch (XMLStreamException e) {
            throw new InvalidInputException(name, "is not XML: " + Shown.cut(String.valueOf(e.getMessage())));
        }
        Optional<SpanParameters> set = file.guarded(name, () -> file.parameters(sha256));
        file.violations.throwIfAny();
        return new ParameterFile.Loaded(set.orElseThrow(), file.notes);
    }

    private void read(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            if (reader.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (reader.getLocalName()) {
                case "date", "ec", "lookAheadYears" -> {
                    XmlElement element = XmlElement.read(reader);
                    head.putIfAbsent(element.name(), element.text());
                }
                case "pointDef" -> points = points.isPresent() ? skip(reader) : Optional.of(XmlElement.read(reader));
                case "ccDef" -> commodities.add(XmlElement.read(reader));
                case "interSpreads" -> spreads.addAll(XmlElement.read(reader).all("dSpread"));
                case "phyPf", "equityPf", "futPf", "oofPf", "oopPf", "ooePf" -> {
                    XmlElement element = XmlElement.read(reader);
                    guarded("%s %s".formatted(element.name(), element.text("pfCode")), () -> SpanFamily.of(element))
                            .ifPresent(family -> families.put(family.key(), family));
                }
                default -> {
                    // What holds others is entered; what is not listed is not needed.
                }
            }
        }
    }

    /// Further account types have points of their own; the first is what reports are for.
    private Optional<XmlElement> skip(XMLStreamReader reader) throws XMLStreamException {
        XmlElement _ = XmlElement.read(reader);
        return points;
    }

    private <T> Optional<T> guarded(String place, Supplier<T> make) {
        try {
            return Optional.of(make.get());
        } catch (IllegalArgumentException e) {
            violations.add(place, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private SpanParameters parameters(String sha256) {
        LocalDate date = date(head.getOrDefault("date", ""));
        String house = head.getOrDefault("ec", "?");
        SpanPoints scan = SpanPoints.of(points.orElseThrow(() -> new IllegalArgumentException("has no pointDef")));
        Map<String, CommodityParameters> classes = new TreeMap<>();
        Map<String, String> bases = new TreeMap<>();
        Map<String, SpanArray> arrays = new TreeMap<>();
        List<String> unnamed = new ArrayList<>();
        for (XmlElement cc : commodities) {
            String code = cc.text("cc");
            String base = code.toLowerCase(Locale.ROOT);
            if (!CurrencyPair.isCode(base)) {
                unnamed.add(code);
                continue;
            }
            SpanCommodity one = new SpanCommodity(cc, families);
            guarded("ccDef " + code, one::parameters).ifPresent(figures -> {
                classes.put(base, figures);
                bases.put(base, base);
                one.families().forEach(family -> arrays.putAll(family.arrays()));
                notes.addAll(one.notes());
            });
        }
        if (!unnamed.isEmpty()) {
            notes.add("left out, since their codes are not letters and digits: " + String.join(", ", unnamed));
        }
        List<InterCommoditySpread> inter = new ArrayList<>();
        int without = 0;
        for (XmlElement spread : spreads) {
            List<String> legs = spread.all("tLeg").stream()
                    .map(leg -> leg.text("cc").toLowerCase(Locale.ROOT))
                    .toList();
            if (legs.isEmpty()
                    || !classes.keySet().containsAll(legs)
                    || legs.stream().distinct().count() < legs.size()) {
                without++;
            } else {
                guarded("interSpreads " + spread.text("spread"), () -> SpanCommodity.interCommodity(spread))
                        .ifPresent(inter::add);
            }
        }
        if (without > 0) {
            notes.add(
                    "%d inter-commodity spreads give no credit: without legs by tier, with several of one commodity, or"
                                    .formatted(without)
                            + " with commodities that are left out");
        }
        double ahead = Double.parseDouble(head.getOrDefault("lookAheadYears", "0.0027397260273972603")) * DAYS_PER_YEAR;
        return new SpanParameters(
                new ParameterHead(
                        "%s-%s".formatted(house.toLowerCase(Locale.ROOT), date),
                        date,
                        Evidence.OFFICIAL,
                        "SPAN risk parameter file of " + house,
                        sha256,
                        Map.of("initial_ratio", Evidence.ASSUMED, "option_value_scope", Evidence.ASSUMED)),
                scan.scenarios(),
                ahead,
                scan.delta(),
                new CoinClasses<>(classes, bases, Optional.empty()),
                inter,
                OptionValueScope.ACCOUNT,
                1.0,
                arrays,
                true);
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeParseException _) {
            throw new IllegalArgumentException("date must be of the form 20261122: \"%s\"".formatted(Shown.cut(text)));
        }
    }
}
