package io.margrid.host.parameters;

import io.margrid.host.deribit.Shown;
import io.margrid.host.deribit.SourceFile;
import io.margrid.host.deribit.SourceFiles;
import io.margrid.host.deribit.SourceText;
import io.margrid.host.engine.Models;
import io.margrid.model.deribit.DeribitParameters;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.margin.ParameterSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The parameter sets that come with the program, and those of a user's files. A shipped set is read when it is
/// first asked for, since those of past days are long. Safe for use by many threads.
public final class ParameterStore {
    /// The set used when none is named.
    public static final String DEFAULT_ID = Models.DEFAULT_SET;

    private static final List<String> SHIPPED = List.of(
            "deribit-2024-06-17",
            DEFAULT_ID,
            "deribit-btc-2026-09-23",
            "generic-2026-11-22",
            "bybit-2026-03-24",
            "derive-btc-2026-01",
            "okx-2025-01-15",
            "paradex-2026-08-20",
            "isolated-2026-05-27",
            "cross-2026-08-20",
            "dydx-2026-04-30",
            "backpack-2026-06-30",
            "binance-2025-06-30",
            "span-crypto-2026-11-22",
            "span-jscc-2020-01-01",
            "tims-2026-11-22",
            "historical-2026-04-16",
            "prisma-2026-04-16",
            "span2-2026-04-16",
            "stans-2026-04-16");

    private static final ParameterStore STORE = new ParameterStore();

    /// Those that were asked for.
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    private ParameterStore() {}

    /// A set with its file's remarks.
    ///
    /// @param parameters the set
    /// @param notes      remarks on single fields
    /// @param json       the file's text
    public record Entry(ParameterSet parameters, List<String> notes, String json) {
        /// The set, where it is known to be Deribit's.
        ///
        /// @return the set
        /// @throws IllegalArgumentException if it is another methodology's
        public DeribitParameters deribit() {
            if (parameters instanceof DeribitParameters own) {
                return own;
            }
            throw new IllegalArgumentException(parameters.id() + " is no parameter set of Deribit's methodologies");
        }

        /// The file.
        ///
        /// @return its bytes, whose hash the set has
        public byte[] bytes() {
            return json.getBytes(StandardCharsets.UTF_8);
        }
    }

    /// The sets that come with the program.
    ///
    /// @return the store
    public static ParameterStore shipped() {
        return STORE;
    }

    private static Entry readShipped(String id) {
        String file = "/io/margrid/host/parameters/" + id + ".json";
        try (InputStream in = ParameterStore.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("missing from the program: " + file);
            }
            return entry(id + ".json", in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry entry(String name, byte[] bytes) {
        return entry(ParameterFile.parse(name, bytes), bytes);
    }

    private static Entry entry(ParameterFile.Loaded loaded, byte[] bytes) {
        return new Entry(loaded.parameters(), loaded.notes(), new String(bytes, StandardCharsets.UTF_8));
    }

    /// Reads a file of our form, which has the set's name in it.
    ///
    /// @param name  what messages call the file
    /// @param bytes its content
    /// @return the set
    /// @throws InvalidInputException with every violation, if the file cannot be used
    public static Entry parseNamed(String name, byte[] bytes) {
        return entry(ParameterFile.parseNamed(name, bytes), bytes);
    }

    /// Reads a user's file: one of our form, or a saved `private/pme/simulate` answer whose `model_params` are
    /// taken.
    ///
    /// @param file the file
    /// @return the set
    /// @throws InvalidInputException with every violation, if the file cannot be used
    public static Entry read(Path file) {
        SourceFile source = SourceFiles.one(file.toString());
        return entry(source.name(), SourceText.bytes(source));
    }

    /// The set of a name, or of a file if no set has that name.
    ///
    /// @param idOrFile name of a shipped set, or a path
    /// @return the set
    /// @throws InvalidInputException if it is neither
    public Entry resolve(String idOrFile) {
        Optional<Entry> shipped = find(idOrFile);
        if (shipped.isPresent()) {
            return shipped.get();
        }
        Path file = Path.of(idOrFile);
        if (idOrFile.isBlank() || !Files.exists(file)) {
            throw new InvalidInputException(
                    "params",
                    "%s is neither a file nor one of %s".formatted(Shown.text(idOrFile), String.join(", ", ids())));
        }
        return read(file);
    }

    /// A shipped set.
    ///
    /// @param id its name
    /// @return empty if there is none of that name
    public Optional<Entry> find(String id) {
        return SHIPPED.contains(id)
                ? Optional.of(entries.computeIfAbsent(id, ParameterStore::readShipped))
                : Optional.empty();
    }

    /// All shipped sets.
    ///
    /// @return in order of names
    public List<Entry> all() {
        return SHIPPED.stream().map(id -> find(id).orElseThrow()).toList();
    }

    /// The names of all shipped sets.
    ///
    /// @return in order
    public List<String> ids() {
        return SHIPPED;
    }

    /// The set used when none is named.
    ///
    /// @return [#DEFAULT_ID]
    public Entry defaults() {
        return find(DEFAULT_ID).orElseThrow();
    }
}
