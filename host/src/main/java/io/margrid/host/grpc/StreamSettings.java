package io.margrid.host.grpc;

import io.margrid.host.config.Configuration;
import io.margrid.host.config.Keys;
import io.margrid.v1.ReportView;

/// How a stream of books is cut up, and how much of it a server holds.
///
/// @param windowBytes  estimated bytes of books that are read and not yet answered; a stream is read on while it
///     holds less, so it may hold one message more
/// @param chunkLines   lines that are margined together, where only margins are wanted
/// @param reportLines  the same where more of the reports is wanted, or lines have faults: both take more memory
/// @param gatherNanos  how long lines that are worth pricing all instruments for wait for more of them to come,
///     so that the price is paid less often
/// @param chunkBooks   books that are margined together
/// @param blockAnswers most answers in one message
/// @param blockBytes   bytes of answers behind which a message ends
public record StreamSettings(
        long windowBytes,
        int chunkLines,
        int reportLines,
        long gatherNanos,
        int chunkBooks,
        int blockAnswers,
        int blockBytes) {
    /// What streams are served with.
    public static final StreamSettings DEFAULT =
            new StreamSettings(16L << 20, 1 << 17, 1 << 14, 1_000_000, 1 << 12, 256, 256 << 10);

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException naming the setting and the value
    public StreamSettings {
        require("windowBytes", windowBytes, 1L << 40);
        require("chunkLines", chunkLines, 1L << 22);
        require("reportLines", reportLines, 1L << 22);
        require("gatherNanos", gatherNanos + 1, 1_000_000_001L);
        require("chunkBooks", chunkBooks, 1L << 20);
        require("blockAnswers", blockAnswers, 1L << 20);
        // Clients refuse messages of more than 4 MiB unless they are told otherwise.
        require("blockBytes", blockBytes, 2L << 20);
    }

    /// What streams are served with, but for what a configuration says.
    ///
    /// @param configuration the values in force
    /// @return the settings
    static StreamSettings of(Configuration configuration) {
        return new StreamSettings(
                configuration.get(Keys.STREAM_WINDOW_BYTES),
                DEFAULT.chunkLines,
                DEFAULT.reportLines,
                DEFAULT.gatherNanos,
                DEFAULT.chunkBooks,
                DEFAULT.blockAnswers,
                DEFAULT.blockBytes);
    }

    private static void require(String name, long value, long most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("%s must be in [1, %d]: %d".formatted(name, most, value));
        }
    }

    /// Lines that are margined together.
    int lines(ReportView view) {
        return view == ReportView.REPORT_VIEW_MARGINS ? chunkLines : reportLines;
    }
}
