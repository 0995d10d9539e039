package io.margrid.bench;

import io.margrid.bench.LoadRun.Found;
import io.margrid.bench.LoadRun.Kind;
import io.margrid.host.engine.MarginEngine;
import io.margrid.v1.GetStatisticsRequest;
import io.margrid.v1.GetStatisticsResponse;
import io.margrid.v1.SystemServiceGrpc;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/// The sections of [LoadSuite], on servers that are up.
final class LoadSections implements AutoCloseable {
    private static final int CALLERS = 64;
    private static final double DESK_LOAD = 0.7;
    private static final double LOW_LOAD = 0.15;
    private static final double OVERLOAD = 3.0;

    /// Refusals are code, too.
    private static final double WARM_OVERLOAD = 0.15;

    private static final double COOL_SECONDS = 2.5;

    private final SuiteContext context;
    private final Effort effort;
    private final List<Subject> subjects;
    private final ServerProcess server;
    private final LoadWorkload workload = new LoadWorkload();
    private final Kind inline = new Kind("inline markets", "", 1.0, workload.inline());
    private final Kind shared = new Kind("the server's snapshot", "", 1.0, workload.shared());
    private final List<LoadWorkload.Case> bulk =
            workload.inline().stream().map(LoadWorkload.Case::bulk).toList();
    private final List<Kind> overload = List.of(
            new Kind("interactive, tenant flood", "flood", 0.4, inline.requests()),
            new Kind("bulk, tenant flood", "flood", 0.4, bulk),
            new Kind("interactive, tenant desk", "desk", 0.1, inline.requests()),
            new Kind("bulk, tenant desk", "desk", 0.1, bulk));
    private final MarginEngine reference = new MarginEngine(DirectBackends.open("scalar"));
    private final List<LoadRun> loads = new ArrayList<>();
    private final LoadRun echo;
    private int compared;

    /// How long to measure.
    ///
    /// @param warmSeconds  for all servers together, before they are pinned
    /// @param rounds       of closed loops, each gives a ratio
    /// @param roundSeconds of one closed loop
    /// @param turns        of calls beside the echo, each gives a ratio
    /// @param calls        of each service in a turn
    /// @param settleSeconds of an open loop before calls count
    /// @param openSeconds   of an open loop
    record Effort(
            double warmSeconds,
            int rounds,
            double roundSeconds,
            int turns,
            int calls,
            double settleSeconds,
            double openSeconds) {}

    /// A server to be loaded.
    ///
    /// @param backend  its backend
    /// @param joins    whether it joins calls
    /// @param settings its configuration
    record Subject(String backend, boolean joins, String settings) {}

    LoadSections(SuiteContext context, Effort effort, List<Subject> subjects, ServerProcess server) {
        this.context = context;
        this.effort = effort;
        this.subjects = List.copyOf(subjects);
        this.server = server;
        server.ports().forEach(port -> loads.add(new LoadRun(port)));
        echo = loads.removeLast();
    }

    /// Runs until code is compiled.
    void warm() throws InterruptedException {
        context.progress("warming up for %.0f s".formatted(effort.warmSeconds()));
        int parts = 3 * loads.size() + 1;
        for (int again = 0; again < 2; again++) {
            for (LoadRun load : loads) {
                // A cold server may refuse some.
                load.closed(CALLERS, effort.warmSeconds() / parts, inline);
                load.closed(CALLERS, effort.warmSeconds() / parts / 2, shared);
            }
            echo.closed(1, effort.warmSeconds() / parts / 2, shared);
        }
        LoadRun first = loads.getFirst();
        double peak = first.closed(CALLERS, effort.roundSeconds(), inline).perSecond();
        first.open(OVERLOAD * peak, 0.0, WARM_OVERLOAD * effort.warmSeconds(), overload);
        // So that the server forgets the overload.
        first.closed(1, COOL_SECONDS, inline);
    }

    void measure() throws IOException, InterruptedException {
        context.progress("%d callers".formatted(CALLERS));
        joining();
        context.progress("a shared snapshot");
        sharing();
        context.progress("open loops");
        double peak = peak(inline);
        desk(peak);
        overload(peak);
        context.report()
                .line("%,d answers were compared with an engine's on `scalar`, bit by bit.".formatted(compared));
    }

    private Found closed(LoadRun load, double seconds, Kind kind) throws InterruptedException {
        Found found = load.closed(CALLERS, seconds, kind);
        Map<String, Long> refusals = found.tallies().getFirst().refusals();
        if (!refusals.isEmpty()) {
            throw new IllegalStateException("calls of %d callers are refused: %s".formatted(CALLERS, refusals));
        }
        compared += found.requireAnswers(List.of(kind), workload, reference);
        return found;
    }

    private Found open(double perSecond, List<Kind> kinds) {
        Found found = loads.getFirst().open(perSecond, effort.settleSeconds(), effort.openSeconds(), kinds);
        compared += found.requireAnswers(kinds, workload, reference);
        return found;
    }

    private double peak(Kind kind) throws InterruptedException {
        double[] peaks = new double[effort.rounds()];
        for (int round = 0; round < peaks.length; round++) {
            peaks[round] = closed(loads.getFirst(), effort.roundSeconds(), kind).perSecond();
        }
        return Spread.of(peaks).median();
    }

    private void joining() throws InterruptedException {
        double[][] perSecond = new double[loads.size()][effort.rounds()];
        Histogram[] latencies = new Histogram[loads.size()];
        double[] jobs = new double[loads.size()];
        for (int s = 0; s < loads.size(); s++) {
            latencies[s] = new Histogram(3);
        }
        // The first round after the change of processors does not count.
        for (int round = -1; round < effort.rounds(); round++) {
            for (int s = 0; s < loads.size(); s++) {
                GetStatisticsResponse before = statistics(loads.get(s));
                Found found = closed(loads.get(s), effort.roundSeconds(), inline);
                GetStatisticsResponse after = statistics(loads.get(s));
                if (round < 0) {
                    continue;
                }
                perSecond[s][round] = found.perSecond();
                latencies[s].add(found.answered());
                jobs[s] = (double) (after.getBatches().getJobs()
                                - before.getBatches().getJobs())
                        / (after.getBatches().getBatches() - before.getBatches().getBatches());
            }
        }
        TextTable table =
                new TextTable("backend", "calls joined", "calls/s", "p50, ms", "p99", "jobs a batch", "ratio");
        for (int s = 0; s < loads.size(); s++) {
            Subject subject = subjects.get(s);
            table.add(
                    subject.backend(),
                    subject.joins() ? "yes" : "no",
                    Spread.of(perSecond[s]).toString(),
                    millis(latencies[s], 50.0),
                    millis(latencies[s], 99.0),
                    Spread.digits(jobs[s]),
                    subject.joins()
                            ? Spread.ofRatios(perSecond[s], perSecond[s + 1]).toString()
                            : "1");
        }
        context.report().section("Joining calls", """
            %d callers, each with the next call once it has an answer; books of %d positions, each in a
            market of its own. The ratio is of calls a second, round by round. How to read it:
            [LoadSuite](../src/main/java/io/margrid/bench/LoadSuite.md).\
            """.formatted(CALLERS, LoadWorkload.POSITIONS), table);
    }

    private static GetStatisticsResponse statistics(LoadRun load) {
        return SystemServiceGrpc.newBlockingStub(load.channel())
                .getStatistics(GetStatisticsRequest.getDefaultInstance());
    }

    private void sharing() throws InterruptedException {
        LoadRun margin = loads.getFirst();
        GetStatisticsResponse before = statistics(margin);
        Histogram ofEcho = new Histogram(3);
        Histogram ofMargin = new Histogram(3);
        double[] ratios = new double[effort.turns()];
        for (int turn = 0; turn < ratios.length; turn++) {
            Histogram echoes = new Histogram(3);
            Histogram margins = new Histogram(3);
            for (int call = 0; call < effort.calls(); call++) {
                echoes.recordValue(echo.once(shared, call));
                margins.recordValue(margin.once(shared, call));
            }
            ratios[turn] = (double) margins.getValueAtPercentile(50.0) / echoes.getValueAtPercentile(50.0);
            ofEcho.add(echoes);
            ofMargin.add(margins);
        }
        GetStatisticsResponse after = statistics(margin);
        TextTable table = new TextTable("what", "p50, ms", "p99", "ratio of p50s");
        table.add("echo of the same messages", millis(ofEcho, 50.0), millis(ofEcho, 99.0), "1");
        table.add(
                "ComputeMargin",
                millis(ofMargin, 50.0),
                millis(ofMargin, 99.0),
                Spread.of(ratios).toString());
        context.report()
                .section(
                        "A shared snapshot",
                        """
                        One caller, by turns with an echo. Since the server's start its snapshot was priced %d time,
                        %,d calls found its vectors; in the calls of this table %,d prices were computed.\
                        """.formatted(
                                        after.getVectorCache().getMisses(),
                                        after.getVectorCache().getHits(),
                                        after.getBatches().getPrices()
                                                - before.getBatches().getPrices()),
                        table);
    }

    private void desk(double peak) throws InterruptedException {
        TextTable table = new TextTable(
                "market",
                "peak, calls/s",
                "sent/s",
                "answered/s",
                "refused",
                "p50, ms",
                "p99",
                "p99.9",
                "max",
                "sent late, p99");
        for (Kind kind : List.of(inline, shared)) {
            double most = kind.equals(inline) ? peak : peak(kind);
            Found found = open(DESK_LOAD * most, List.of(kind));
            table.add(
                    kind.name(),
                    Spread.digits(most),
                    Spread.digits(found.tallies().getFirst().sentCalls() / found.seconds()),
                    Spread.digits(found.perSecond()),
                    refusals(found.tallies().getFirst()),
                    millis(found.answered(), 50.0),
                    millis(found.answered(), 99.0),
                    millis(found.answered(), 99.9),
                    millis(found.answered(), 100.0),
                    millis(found.lag(), 99.0));
        }
        context.report()
                .section(
                        "At %.0f %% of the peak".formatted(100.0 * DESK_LOAD),
                        """
                        Calls come when they come (Poisson, fixed seed); latency counts from when a call was to be
                        sent. The peak is what %d callers in a closed loop get. Backend `%s`, calls joined.\
                        """.formatted(CALLERS, subjects.getFirst().backend()),
                        table);
    }

    private void overload(double peak) throws IOException {
        Found low = open(LOW_LOAD * peak, overload);
        GetStatisticsResponse before = statistics(loads.getFirst());
        Found high = open(OVERLOAD * peak, overload);
        GetStatisticsResponse after = statistics(loads.getFirst());
        TextTable table =
                new TextTable("calls", "load", "sent/s", "answered/s", "refused", "p50, ms", "p99", "p99.9", "max");
        add(table, "all", LOW_LOAD, low, low.tallies());
        add(table, "all", OVERLOAD, high, high.tallies());
        for (int k = 0; k < overload.size(); k++) {
            add(
                    table,
                    overload.get(k).name(),
                    OVERLOAD,
                    high,
                    List.of(high.tallies().get(k)));
        }
        Histogram refused = new Histogram(3);
        high.tallies().forEach(tally -> refused.add(tally.refused()));
        table.add(
                "all, refused",
                load(OVERLOAD),
                "-",
                "-",
                "-",
                millis(refused, 50.0),
                millis(refused, 99.0),
                millis(refused, 99.9),
                millis(refused, 100.0));
        double ratio = (double) high.answered().getValueAtPercentile(99.0)
                / low.answered().getValueAtPercentile(99.0);
        context.report()
                .section(
                        "At %.0f times the peak".formatted(OVERLOAD),
                        """
                        The same open loop, beside one at %.0f %% of the peak, which is what uncontended means here.
                        Goodput is %s of the peak, p99 of the answered calls %s of the uncontended; sent late, p99:
                        %s ms. Shed, by the server's count: %s. Peak heap of all servers of the process: %d MiB.\
                        """.formatted(
                                        100.0 * LOW_LOAD,
                                        Spread.digits(high.perSecond() / peak),
                                        Spread.digits(ratio),
                                        millis(high.lag(), 99.0),
                                        shed(before, after),
                                        server.peakBytes() >> 20),
                        table);
    }

    private static void add(TextTable table, String what, double load, Found found, List<LoadTally> tallies) {
        Histogram answered = new Histogram(3);
        tallies.forEach(tally -> answered.add(tally.answered()));
        long sent = tallies.stream().mapToLong(LoadTally::sentCalls).sum();
        Map<String, Long> refusals = new TreeMap<>();
        tallies.forEach(tally -> tally.refusals().forEach((why, count) -> refusals.merge(why, count, Long::sum)));
        table.add(
                what,
                load(load),
                Spread.digits(sent / found.seconds()),
                Spread.digits(answered.getTotalCount() / found.seconds()),
                text(refusals),
                millis(answered, 50.0),
                millis(answered, 99.0),
                millis(answered, 99.9),
                millis(answered, 100.0));
    }

    private static String load(double load) {
        return "%.0f %%".formatted(100.0 * load);
    }

    private static String refusals(LoadTally tally) {
        return text(tally.refusals());
    }

    private static String text(Map<String, Long> refusals) {
        return refusals.isEmpty()
                ? "none"
                : refusals.entrySet().stream()
                        .map(entry -> "%s %,d".formatted(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String shed(GetStatisticsResponse before, GetStatisticsResponse after) {
        Map<String, Long> shed = new TreeMap<>();
        after.getShedList().forEach(reason -> shed.merge(reason.getReason(), reason.getCount(), Long::sum));
        before.getShedList().forEach(reason -> shed.merge(reason.getReason(), -reason.getCount(), Long::sum));
        shed.values().removeIf(count -> count == 0);
        return text(shed);
    }

    private static String millis(Histogram nanos, double percentile) {
        return Spread.digits(1e-6 * nanos.getValueAtPercentile(percentile));
    }

    @Override
    public void close() {
        loads.forEach(LoadRun::close);
        echo.close();
        reference.close();
    }
}
