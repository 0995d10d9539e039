package io.margrid.host.parameters;

import com.google.gson.JsonObject;
import io.margrid.host.deribit.DeribitParameterFile;
import io.margrid.host.deribit.JsonFields;
import io.margrid.host.deribit.JsonTree;
import io.margrid.host.deribit.Sha256;
import io.margrid.host.deribit.Shown;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violations;
import io.margrid.model.margin.Evidence;
import io.margrid.model.margin.ParameterHead;
import io.margrid.model.margin.ParameterSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/// Reads a parameter file: the head that all have, and by its `methodology` the figures. Files without that key
/// are Deribit's, which were there first; XML is a clearing house's SPAN file.
final class ParameterFile {
    private static final String METHODOLOGY = "methodology";

    /// Reads the figures of a methodology beside the head.
    private interface Reader extends BiFunction<JsonFields, ParameterHead, Optional<? extends ParameterSet>> {}

    /// By the files' `methodology`.
    private static final Map<String, Reader> READERS = new TreeMap<>(Map.ofEntries(
            Map.entry(BybitParameterFile.METHODOLOGY, BybitParameterFile::read),
            Map.entry(DeriveParameterFile.METHODOLOGY, DeriveParameterFile::read),
            Map.entry(GenericParameterFile.METHODOLOGY, GenericParameterFile::read),
            Map.entry(OkxParameterFile.METHODOLOGY, OkxParameterFile::read),
            Map.entry(ParadexParameterFile.METHODOLOGY, ParadexParameterFile::read),
            Map.entry(IsolatedParameterFile.METHODOLOGY, IsolatedParameterFile::read),
            Map.entry(CrossParameterFile.METHODOLOGY, CrossParameterFile::read),
            Map.entry(DydxParameterFile.METHODOLOGY, DydxParameterFile::read),
            Map.entry(BackpackParameterFile.METHODOLOGY, BackpackParameterFile::read),
            Map.entry(BinanceParameterFile.METHODOLOGY, BinanceParameterFile::read),
            Map.entry(SpanParameterFile.METHODOLOGY, SpanParameterFile::read),
            Map.entry(TimsParameterFile.METHODOLOGY, TimsParameterFile::read),
            Map.entry(HistoricalParameterFile.METHODOLOGY, HistoricalParameterFile::read),
            Map.entry(PrismaParameterFile.METHODOLOGY, PrismaParameterFile::read),
            Map.entry(Span2ParameterFile.METHODOLOGY, Span2ParameterFile::read),
            Map.entry(StansParameterFile.METHODOLOGY, StansParameterFile::read)));

    /// Keys of the head.
    private static final List<String> HEAD =
            List.of(METHODOLOGY, "id", "as_of", "evidence", "source", "notes", "marks");

    private ParameterFile() {}

    /// A set and the remarks that its file carries.
    ///
    /// @param parameters the set
    /// @param notes      remarks of the file's author
    record Loaded(ParameterSet parameters, List<String> notes) {}

    /// Reads a file.
    ///
    /// @param name  what messages call it
    /// @param bytes its content
    /// @throws InvalidInputException with every violation, if the file cannot be used
    static Loaded parse(String name, byte[] bytes) {
        String sha256 = Sha256.hex(bytes);
        if (SpanRiskFile.isOne(bytes)) {
            return SpanRiskFile.parse(name, bytes, sha256);
        }
        JsonObject root = JsonTree.object(name, bytes);
        if (!root.has(METHODOLOGY)) {
            DeribitParameterFile.Loaded loaded = DeribitParameterFile.parse(name, root, sha256);
            return new Loaded(loaded.parameters(), loaded.notes());
        }
        Violations violations = new Violations();
        JsonFields top = new JsonFields(name, "$", root, violations);
        ParameterHead head = head(top, sha256);
        String methodology = top.text(METHODOLOGY);
        Reader reader = READERS.get(methodology);
        if (reader == null) {
            top.violation(
                    METHODOLOGY,
                    "must be one of %s: %s".formatted(String.join(", ", READERS.keySet()), Shown.text(methodology)));
            throw top.failure();
        }
        Optional<? extends ParameterSet> set = reader.apply(top.without(HEAD), head);
        violations.throwIfAny();
        return new Loaded(set.orElseThrow(top::failure), top.texts("notes"));
    }

    /// As [#parse], but of our forms only: answers of a venue have no name.
    static Loaded parseNamed(String name, byte[] bytes) {
        JsonObject root = JsonTree.object(name, bytes);
        if (!DeribitParameterFile.isOwn(root)) {
            throw new InvalidInputException(
                    name,
                    "has no name in it: it must have id, as_of, evidence, source, and either methodology or"
                            + " currency_pair, currency, general");
        }
        return parse(name, bytes);
    }

    private static ParameterHead head(JsonFields top, String sha256) {
        Map<String, Evidence> marks = new TreeMap<>();
        if (top.has("marks")) {
            JsonFields parts = top.object("marks");
            parts.keys().forEach(part -> marks.put(part, parts.choice(part, Evidence.class, Evidence.USER)));
        }
        return top.build(() -> new ParameterHead(
                        top.text("id"),
                        top.date("as_of"),
                        top.choice("evidence", Evidence.class, Evidence.USER),
                        top.text("source"),
                        sha256,
                        marks))
                .orElseThrow(top::failure);
    }
}
