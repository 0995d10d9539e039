package io.margrid.host;

import io.margrid.host.backend.Backends;
import io.margrid.host.backend.Candidate;
import io.margrid.host.deribit.LoadedMarket;
import io.margrid.host.deribit.MarketOptions;
import io.margrid.host.deribit.SavedMarketReader;
import io.margrid.host.deribit.SourceFiles;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Files of the repository and of the test resources.
public final class Repository {
    /// A clock that no shipped answer is ahead of.
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-09-01T00:00:00Z"), ZoneOffset.UTC);

    private Repository() {}

    /// The folder of the whole project.
    ///
    /// @return the root
    public static Path root() {
        return Path.of(Objects.requireNonNull(System.getProperty("margrid.root"), "margrid.root is set by the build"));
    }

    /// The exchange's own example of `private/pme/simulate`.
    ///
    /// @return the file
    public static Path officialSimulation() {
        return root().resolve("docs/examples/pme_simulate_btc_2024-06-17.official.json");
    }

    /// The folder of the example's market.
    ///
    /// @return the folder
    public static Path market() {
        return root().resolve("docs/examples/deribit-2026-08-20/market");
    }

    /// The example's market.
    ///
    /// @param forwards where forwards come from
    /// @return the market
    public static MarketSnapshot market(ForwardSource forwards) {
        return market(forwards, market());
    }

    /// A market of files.
    ///
    /// @param forwards where forwards come from
    /// @param paths    files or folders
    /// @return the market
    public static MarketSnapshot market(ForwardSource forwards, Path... paths) {
        LoadedMarket loaded = SavedMarketReader.read(
                SourceFiles.of(List.of(paths)), new MarketOptions(forwards, Optional.empty(), CLOCK));
        return loaded.snapshot();
    }

    /// A test resource.
    ///
    /// @param name path below `io/margrid/host`
    /// @return its content
    /// @throws IOException if it cannot be read
    public static byte[] resource(String name) throws IOException {
        try (InputStream in = Repository.class.getResourceAsStream("/io/margrid/host/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    /// The exchange's own example, as text.
    ///
    /// @return the JSON
    /// @throws IOException if it cannot be read
    public static String officialText() throws IOException {
        return Files.readString(officialSimulation());
    }

    /// The backends that this machine can use and that give the same bits: `scalar` everywhere, `vector` where
    /// vectors have four lanes or more.
    ///
    /// @return their names
    public static List<String> backends() {
        return Backends.onClassPath().candidates().stream()
                .filter(Candidate::isAutomatic)
                .map(Candidate::id)
                .toList();
    }
}
