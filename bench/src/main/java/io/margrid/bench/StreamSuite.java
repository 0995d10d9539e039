package io.margrid.bench;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.margrid.host.backend.Backends;
import io.margrid.host.grpc.GrpcLimits;
import io.margrid.model.margin.MarginTotals;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.v1.RevaluationTotals;
import io.margrid.v1.RevalueBooksResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A whole exchange through `RevalueBooks`, beside the same book in process and an echo of the same messages. How
/// to run and read it: `StreamSuite.md`.
final class StreamSuite implements Suite {
    private static final int QUICK_ACCOUNTS = 10_000;
    private static final String HEAP = "512m";
    private static final String[] ROWS = {
        "full book in process, ms",
        "echo of the same messages, ms",
        "RevalueBooks, ms",
        "processor time of the echo's server, ms",
        "processor time of the stream's server, ms"
    };

    /// How often.
    ///
    /// @param accounts of the exchange
    /// @param warm     rounds before any is timed
    /// @param rounds   each gives a ratio
    record Effort(int accounts, int warm, int rounds) {}

    private static final Effort FULL = new Effort(FullBookWorkload.ACCOUNTS, 25, 15);
    private static final Effort QUICK = new Effort(QUICK_ACCOUNTS, 20, 9);

    @Override
    public String name() {
        return "stream";
    }

    @Override
    public String what() {
        return "RevalueBooks of %,d accounts x %d positions, beside the full book in process and an echo"
                .formatted(FullBookWorkload.ACCOUNTS, FullBookWorkload.POSITIONS);
    }

    @Override
    public void run(SuiteContext context) throws IOException {
        Effort effort = context.quick() ? QUICK : FULL;
        context.progress("streaming %,d accounts to a server of its own".formatted(effort.accounts()));
        TextTable table = measure(effort);
        context.report()
                .section(
                        "A stream of books", """
                            `RevalueBooks` of %,d accounts x %d positions, 1 in 100 poisoned, by turns with an echo of
                            the same messages and with the full book in process; two processes on all processors,
                            server's heap at most %s. How to read it:
                            [StreamSuite](../src/main/java/io/margrid/bench/StreamSuite.md).\
                            """.formatted(effort.accounts(), FullBookWorkload.POSITIONS, HEAP), table);
    }

    static ManagedChannel channel(int port) {
        return NettyChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .maxInboundMessageSize(GrpcLimits.MESSAGE_BYTES)
                .build();
    }

    /// Starts servers, times streams and ends the servers.
    ///
    /// @throws IllegalStateException if an answer is not the engine's
    static TextTable measure(Effort effort) throws IOException {
        StreamWorkload workload = new StreamWorkload(effort.accounts());
        MarginTotals expected = StreamCheck.expected(workload);
        List<String> options = new ArrayList<>(List.of("-Xmx" + HEAP));
        options.addAll(ServerProcess.options("margrid.stream.options"));
        try (ServerProcess margin = server(options, "margin", "vector");
                ServerProcess echo = server(
                        List.of(), "echo", Integer.toString(effort.accounts()), Integer.toString(margin.port()));
                RevaluationBackend backend = Backends.open("vector");
                FullBookRun full = new FullBookRun("full", backend, workload.exchange(), List.of(workload.market()))) {
            ManagedChannel toMargin = channel(margin.port());
            ManagedChannel toEcho = channel(echo.port());
            try {
                StreamCheck check = StreamCheck.of(workload, expected);
                StreamCall.run(toMargin, workload.requests(), check);
                RevaluationTotals totals = check.end();
                StreamCheck sameFromEcho = StreamCheck.of(workload, expected);
                Answered answered = new Answered();
                StreamCall.run(toEcho, workload.requests(), sameFromEcho.andThen(answered));
                sameFromEcho.end();
                double[][] nanos = time(effort, workload, full, margin, toMargin, echo, toEcho);
                StreamCheck after = StreamCheck.of(workload, expected);
                StreamCall.run(toMargin, workload.requests(), after);
                after.end();
                return table(workload, totals, answered.bytes, nanos, margin.peakBytes());
            } finally {
                toMargin.shutdownNow();
                toEcho.shutdownNow();
            }
        }
    }

    private static ServerProcess server(List<String> options, String... args) throws IOException {
        return ServerProcess.start(options, StreamServer.class, List.of(args));
    }

    /// Counts what comes back, which is all that a timed call does with it.
    private static final class Answered implements java.util.function.Consumer<RevalueBooksResponse> {
        private long bytes;

        @Override
        public void accept(RevalueBooksResponse message) {
            bytes += message.getSerializedSize();
        }
    }

    /// @return nanoseconds of the full book, the echo and the stream, then of processor time of the echo's and the
    ///     stream's server, round by round
    private static double[][] time(
            Effort effort,
            StreamWorkload workload,
            FullBookRun full,
            ServerProcess margin,
            ManagedChannel toMargin,
            ServerProcess echo,
            ManagedChannel toEcho) {
        double[][] nanos = new double[ROWS.length][effort.rounds()];
        for (int round = -effort.warm(); round < effort.rounds(); round++) {
            double echoBefore = echo.processorNanos();
            double marginBefore = margin.processorNanos();
            double ofFull = full.sample() * workload.exchange().book().table().entries();
            double ofEcho = StreamCall.run(toEcho, workload.requests(), _ -> {});
            double ofMargin = StreamCall.run(toMargin, workload.requests(), _ -> {});
            if (round >= 0) {
                nanos[0][round] = ofFull;
                nanos[1][round] = ofEcho;
                nanos[2][round] = ofMargin;
                nanos[3][round] = echo.processorNanos() - echoBefore;
                nanos[4][round] = margin.processorNanos() - marginBefore;
            }
        }
        return nanos;
    }

    private static TextTable table(
            StreamWorkload workload, RevaluationTotals totals, long bytesOut, double[][] nanos, long peak) {
        TextTable table = new TextTable("what", "value", "p10..p90");
        for (int what = 0; what < ROWS.length; what++) {
            Spread spread = Spread.of(nanos[what]);
            table.add(
                    ROWS[what],
                    millis(spread.median()),
                    "%s..%s".formatted(millis(spread.low()), millis(spread.high())));
        }
        double[] ratios = new double[nanos[0].length];
        double[] sums = new double[ratios.length];
        for (int round = 0; round < ratios.length; round++) {
            sums[round] = nanos[0][round] + nanos[1][round];
            ratios[round] = nanos[2][round] / sums[round];
        }
        Spread ratio = Spread.of(ratios);
        table.add(
                "RevalueBooks / (full book + echo)",
                Spread.digits(ratio.median()),
                "%s..%s".formatted(Spread.digits(ratio.low()), Spread.digits(ratio.high())));
        table.add(
                "accounts reported, refused",
                "%,d, %,d".formatted(totals.getAccountsReported(), totals.getAccountsRefused()),
                "-");
        table.add("MB in, out", "%.1f, %.1f".formatted(1e-6 * workload.bytes(), 1e-6 * bytesOut), "-");
        table.add("peak heap of the server, MiB", Long.toString(peak >> 20), "-");
        return table;
    }

    private static String millis(double nanos) {
        return String.format(Locale.ROOT, "%.0f", 1e-6 * nanos);
    }
}
