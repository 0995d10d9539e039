package io.margrid.bench;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.grpc.GrpcLimits;
import io.margrid.v1.ComputeMarginResponse;
import io.margrid.v1.MarginReport;
import io.margrid.v1.MarginServiceGrpc;
import io.margrid.v1.MarginServiceGrpc.MarginServiceBlockingStub;
import io.margrid.v1.StageTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// Calls of `ComputeMargin` on loopback, by turns with an echo of the same messages.
final class RpcCalls {
    private final RpcWorkload workload = new RpcWorkload();
    private final MarginServiceBlockingStub margin;
    private final MarginServiceBlockingStub echo;
    private final Effort effort;
    private final TextTable table = new TextTable(
            "case",
            "bytes in",
            "out",
            "echo p50, us",
            "p99",
            "p99.9",
            "margin p50, us",
            "p99",
            "p99.9",
            "ratio of p50s");
    private final TextTable stages = new TextTable("case", "median of each stage, us");

    private RpcCalls(ManagedChannel margin, ManagedChannel echo, Effort effort) {
        this.margin = MarginServiceGrpc.newBlockingStub(margin);
        this.echo = MarginServiceGrpc.newBlockingStub(echo);
        this.effort = effort;
    }

    /// How long to measure.
    ///
    /// @param rounds           each gives a ratio
    /// @param calls            of each service in a round, by turns
    /// @param firstWarmSeconds time for the first case before it is measured, in which most code is compiled
    /// @param warmSeconds      the same for the other cases
    record Effort(int rounds, int calls, double firstWarmSeconds, double warmSeconds) {}

    /// What was found.
    ///
    /// @param calls  times and ratio of each case
    /// @param stages where the server's time went in each case
    record Tables(TextTable calls, TextTable stages) {}

    /// Starts a server, times cases and ends the server.
    ///
    /// @param text   part of the names of the cases; empty for all
    /// @param effort how long
    /// @return the tables
    /// @throws IOException           if the server cannot be started
    /// @throws IllegalStateException if an answer is not the engine's
    static Tables measure(String text, Effort effort) throws IOException {
        try (ServerProcess server =
                ServerProcess.start(ServerProcess.options("margrid.rpc.options"), RpcServer.class, List.of("vector"))) {
            ManagedChannel margin = channel(server.port());
            ManagedChannel echo = channel(server.ports().getLast());
            try {
                return new RpcCalls(margin, echo, effort).run(text);
            } finally {
                margin.shutdownNow();
                echo.shutdownNow();
            }
        }
    }

    private static ManagedChannel channel(int port) {
        return NettyChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .maxInboundMessageSize(GrpcLimits.MESSAGE_BYTES)
                .build();
    }

    private Tables run(String text) {
        double seconds = effort.firstWarmSeconds();
        try (MarginEngine engine = new MarginEngine(DirectBackends.open("scalar"))) {
            for (RpcWorkload.Case one : workload.cases()) {
                if (one.name().contains(text)) {
                    requireAnswer(one, engine);
                    warm(one, seconds);
                    seconds = effort.warmSeconds();
                    time(one);
                }
            }
        }
        return new Tables(table, stages);
    }

    /// The margin's and the echo's answer are the one that an engine on the reference backend gives, bit by bit.
    private void requireAnswer(RpcWorkload.Case one, MarginEngine engine) {
        ComputeMarginResponse expected = plain(workload.answer(one, engine));
        if (!plain(margin.computeMargin(one.request())).equals(expected)
                || !plain(echo.computeMargin(one.request())).equals(expected)) {
            throw new IllegalStateException("not the engine's answer: " + one.name());
        }
    }

    /// Without who computed, how long it took, and what the server says of its snapshot and its clock.
    static ComputeMarginResponse plain(ComputeMarginResponse answer) {
        MarginReport report = answer.getReport();
        return answer.toBuilder()
                .setReport(report.toBuilder()
                        .clearStageTimes()
                        .clearBackend()
                        .setMarket(report.getMarket().toBuilder()
                                .clearInputAge()
                                .clearPublishedAt()
                                .clearSha256()))
                .build();
    }

    private void warm(RpcWorkload.Case one, double seconds) {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < 1e9 * seconds) {
            echo.computeMargin(one.request());
            margin.computeMargin(one.request());
        }
    }

    private void time(RpcWorkload.Case one) {
        Histogram allEcho = new Histogram(3);
        Histogram allMargin = new Histogram(3);
        double[] ratios = new double[effort.rounds()];
        Map<String, Histogram> byStage = new LinkedHashMap<>();
        int bytes = 0;
        for (int round = 0; round < effort.rounds(); round++) {
            Histogram ofEcho = new Histogram(3);
            Histogram ofMargin = new Histogram(3);
            for (int call = 0; call < effort.calls(); call++) {
                long start = System.nanoTime();
                echo.computeMargin(one.request());
                long between = System.nanoTime();
                ComputeMarginResponse answer = margin.computeMargin(one.request());
                long end = System.nanoTime();
                ofEcho.recordValue(between - start);
                ofMargin.recordValue(end - between);
                for (StageTime stage : answer.getReport().getStageTimesList()) {
                    byStage.computeIfAbsent(stage.getStage(), _ -> new Histogram(3))
                            .recordValue(stage.getNanos());
                }
                bytes = answer.getSerializedSize();
            }
            ratios[round] = (double) ofMargin.getValueAtPercentile(50.0) / ofEcho.getValueAtPercentile(50.0);
            allEcho.add(ofEcho);
            allMargin.add(ofMargin);
        }
        List<String> row = new ArrayList<>(
                List.of(one.name(), "%,d".formatted(one.request().getSerializedSize()), "%,d".formatted(bytes)));
        for (Histogram histogram : List.of(allEcho, allMargin)) {
            for (double percentile : new double[] {50.0, 99.0, 99.9}) {
                row.add(micros(histogram, percentile));
            }
        }
        row.add(Spread.of(ratios).toString());
        table.add(row.toArray(String[]::new));
        StringBuilder text = new StringBuilder();
        byStage.forEach((stage, histogram) ->
                text.append(stage).append(' ').append(micros(histogram, 50.0)).append("  "));
        stages.add(one.name(), text.toString());
    }

    private static String micros(Histogram histogram, double percentile) {
        return "%,d".formatted(Math.round(histogram.getValueAtPercentile(percentile) / 1e3));
    }
}
