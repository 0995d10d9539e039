package io.margrid.host.cli;

import io.margrid.host.deribit.LoadedMarket;
import io.margrid.host.deribit.MarketOptions;
import io.margrid.host.deribit.SavedMarketReader;
import io.margrid.host.deribit.SourceFile;
import io.margrid.host.deribit.SourceFiles;
import io.margrid.host.grpc.MarketFile;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.market.ForwardSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The market that a command works in.
final class MarketOption {
    @Option(
            names = "--market",
            paramLabel = "PATH",
            arity = "1..*",
            required = true,
            description =
                    "saved Deribit answers: files, or folders of *.json files (get_book_summary_by_currency, ticker,"
                            + " get_instruments, get_index_price, get_positions); or one file with a margrid.v1.Market"
                            + " as JSON, which has its own instants, and may say where its forwards come from")
    private List<Path> market = List.of();

    @Option(
            names = "--forwards",
            paramLabel = "SOURCE",
            defaultValue = "quoted",
            description = "forward of each option: quoted (underlying_price) or parity (median over strikes of the call"
                    + " and put marks) (default: ${DEFAULT-VALUE})")
    private ForwardSource forwards = ForwardSource.QUOTED;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            converter = InstantConverter.class,
            description = "valuation instant such as 2026-08-20T21:36:00Z (default: what the answers carry)")
    private @Nullable Instant at;

    MarketOption() {}

    /// Reads it.
    ///
    /// @throws InvalidInputException naming everything that is wrong with it
    LoadedMarket read(Clock clock) {
        List<SourceFile> files = SourceFiles.of(market);
        if (files.size() == 1) {
            Optional<LoadedMarket> whole = MarketFile.read(files.getFirst(), forwards, clock.instant());
            if (whole.isPresent()) {
                if (at != null) {
                    throw new InvalidInputException(
                            "--at", "cannot be given with a margrid.v1.Market, whose pairs have their own as_of");
                }
                return whole.get();
            }
        }
        return SavedMarketReader.read(files, new MarketOptions(forwards, Optional.ofNullable(at), clock));
    }
}
