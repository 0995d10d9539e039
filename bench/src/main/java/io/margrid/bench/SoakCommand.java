package io.margrid.bench;

import io.margrid.v1.GetStatisticsResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `./margrid bench soak`: a server under everything that clients do, for long, and what it holds meanwhile. How
/// to run and read it: `SoakCommand.md`.
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        description = "Loads a server with all that clients do, right and wrong, and fails if an answer is wrong or"
                + " memory, threads or descriptors grow.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:success", "1:a wrong or lost answer, or growth", "2:bad command line"})
final class SoakCommand implements Callable<Integer> {
    private static final double LONGEST_MINUTES = 10_080;

    /// Of the time, until growth is judged.
    private static final double WARM_PART = 1.0 / 3.0;

    private static final double SAMPLE_SECONDS = 5.0;
    private static final int FEWEST_SAMPLES = 12;
    private static final long CACHE_BYTES = 8L << 20;

    /// Shorter runs see compilers and pools at work; they judge answers only.
    private static final double JUDGED_MINUTES = 10.0;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--minutes", paramLabel = "N", description = "how long (default: ${DEFAULT-VALUE})")
    private double minutes = 30.0;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "actions a second, of all clients together, at most (default: ${DEFAULT-VALUE})")
    private double rate = 40.0;

    @Option(names = "--seed", paramLabel = "N", description = "decides what is asked (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--markdown", paramLabel = "FILE", description = "write a result file")
    private Optional<Path> markdown = Optional.empty();

    private final Report report = new Report();
    private final List<Double> seconds = new ArrayList<>();
    private final List<SoakSample> samples = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        require("minutes", minutes, LONGEST_MINUTES);
        require("rate", rate, 100_000.0);
        report.begin("Margrid measured: soak");
        boolean flat;
        try (SoakWorkload workload = new SoakWorkload()) {
            SoakServerProcess server = SoakServerProcess.start(List.of(
                    "metrics.port=0",
                    "snapshots.count=" + SoakSnapshots.KEPT,
                    "cache.bytes=" + CACHE_BYTES,
                    "server.message-bytes=" + SoakCalls.MESSAGE_BYTES));
            try (SoakClient client = SoakClient.to(server.port());
                    SoakConnections connections = new SoakConnections(client, workload, server.metrics())) {
                flat = soak(server, client, connections, workload);
            } finally {
                server.close();
            }
        }
        report.line("");
        report.line("The server drained and ended with 0.");
        if (markdown.isPresent()) {
            Files.writeString(markdown.get(), report.text());
        }
        return flat ? 0 : 1;
    }

    private void require(String name, double value, double most) {
        if (!(value > 0.0 && value <= most)) {
            throw new ParameterException(spec.commandLine(), "%s must be in (0, %s]: %s".formatted(name, most, value));
        }
    }

    private boolean soak(
            SoakServerProcess server, SoakClient client, SoakConnections connections, SoakWorkload workload)
            throws IOException, InterruptedException {
        SoakSnapshots snapshots = new SoakSnapshots(client, workload);
        SoakCalls calls = new SoakCalls(client, workload, snapshots);
        calls.prepare();
        List<SoakAction> actions = new ArrayList<>(calls.actions());
        actions.addAll(new SoakStreams(client, workload, snapshots).actions());
        actions.addAll(connections.actions());
        SoakLoad load = new SoakLoad(actions, rate, seed);
        double total = TimeUnit.MINUTES.toSeconds(1) * minutes;
        double between = Math.min(SAMPLE_SECONDS, total / FEWEST_SAMPLES);
        Duration before = server.processorTime();
        long start = System.nanoTime();
        double now = 0.0;
        while (now < total) {
            load.run((long) (1e9 * between));
            connections.await();
            SoakSample sample = server.sample();
            now = 1e-9 * (System.nanoTime() - start);
            seconds.add(now);
            samples.add(sample);
            System.err.printf(Locale.ROOT, "%.0f s, %,d actions: %s%n", now, load.done(), sample.line());
        }
        return say(load, connections.await(), server.processorTime().minus(before), now);
    }

    private boolean say(SoakLoad load, GetStatisticsResponse statistics, Duration processor, double total) {
        report.section(
                "What was done",
                String.format(
                        Locale.ROOT,
                        "%d clients, %.0f actions a second at most, seed %d, %.0f s; the server (`margrid serve`, %s)"
                                + " had %.0f %% of a processor. How to read it:"
                                + " [SoakCommand](../src/main/java/io/margrid/bench/SoakCommand.md).",
                        SoakLoad.CLIENTS,
                        rate,
                        seed,
                        total,
                        String.join(" ", SoakServerProcess.OPTIONS),
                        1e-7 * processor.toNanos() / total),
                load.table());
        report.line("Calls that the server counts: %,d. Kept vectors: %,d hits, %,d misses, %,d evictions."
                .formatted(
                        statistics.getCallsList().stream()
                                .mapToLong(call -> call.getCount())
                                .sum(),
                        statistics.getVectorCache().getHits(),
                        statistics.getVectorCache().getMisses(),
                        statistics.getVectorCache().getEvictions()));
        int first = 0;
        while (seconds.get(first) < WARM_PART * total) {
            first++;
        }
        TextTable table = new TextTable("measure", "first", "range", "growth", "tolerance", "verdict");
        boolean judged = minutes >= JUDGED_MINUTES;
        boolean flat = true;
        for (SoakMeasure measure : SoakMeasure.ALL) {
            SoakGrowth growth = SoakGrowth.of(
                    measure, seconds.subList(first, seconds.size()), samples.subList(first, samples.size()));
            flat &= growth.flat();
            table.add(growth.cells(judged));
        }
        report.section(
                "What the server held",
                "%,d samples after the first third, each without calls and after collecting garbage%s."
                        .formatted(samples.size() - first, judged ? "" : "; too short a run to be judged by them"),
                table);
        return flat || !judged;
    }
}
