package io.margrid.bench;

import io.margrid.host.backend.Backends;
import io.margrid.host.backend.Candidate;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.BackendProbe;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.VectorStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.LongStream;

/// Compares all backends that this machine can use in one run, round by round: pricing, books, one large book, and
/// the smallest calls. How to run and read it: `BackendComparison.md`.
public final class BackendComparison implements AutoCloseable {
    private static final String SCALAR = "scalar";
    private static final String VECTOR = "vector";

    private static final int[] OPTIONS = {1_024, 16_384};
    private static final int[] LARGE_OPTIONS = {131_072, 1_000_000};
    private static final int[] ACCOUNTS = {10_000};
    private static final int[] LARGE_ACCOUNTS = {100_000};
    private static final int POSITIONS = 200;
    private static final int INSTRUMENTS = 2_000;
    private static final int POSITIONS_OF_ONE = 100_000;

    /// Markets that books are valued in by turns: every column changes from call to call.
    private static final int MARKETS = 4;

    /// An index and a quantity.
    private static final double POSITION_BYTES = Integer.BYTES + Double.BYTES;

    private static final double SECONDS = 4.0;
    private static final double QUICK_SECONDS = 1.0;
    private static final String NONE = "-";

    private final ComparisonOptions options;
    private final List<RevaluationBackend> backends = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final Report report = new Report();

    private BackendComparison(ComparisonOptions options) {
        this.options = options;
    }

    /// Compares, and prints tables.
    ///
    /// @param args see [ComparisonOptions#USAGE]
    /// @throws IOException if the result file cannot be written
    public static void main(String[] args) throws IOException {
        ComparisonOptions options;
        try {
            options = ComparisonOptions.parse(List.of(args));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(ComparisonOptions.USAGE);
            System.exit(2);
            return;
        }
        try (BackendComparison comparison = new BackendComparison(options)) {
            comparison.run();
        }
    }

    private void run() throws IOException {
        open();
        try (RevaluationBackend scalar = DirectBackends.openReference(VectorStorage.FLOAT64);
                RevaluationBackend float32 = DirectBackends.openReference(VectorStorage.FLOAT32)) {
            Rounds rounds = new Rounds(
                    backends,
                    storage -> switch (storage) {
                        case FLOAT64 -> scalar;
                        case FLOAT32 -> float32;
                    },
                    options.quick() ? QUICK_SECONDS : SECONDS);
            begin();
            pricing(rounds);
            books(rounds);
            latency(rounds);
        }
        report.line("");
        report.line(
                "The last answer of every sample had the bits of `scalar` (`scalar-float32` for float32 backends).");
        if (options.markdown().isPresent()) {
            Files.writeString(options.markdown().get(), report.text());
        }
    }

    private void begin() {
        report.begin("Backends compared");
        for (RevaluationBackend backend : backends) {
            BackendInfo info = backend.info();
            report.line("- `%s`: %s, %s".formatted(info.id(), info.label(), info.description()));
        }
        for (String reason : leftOut) {
            report.line("- not usable here: " + reason);
        }
        report.line("");
        report.line("Ratios are times divided by those of `%s`; how they are taken: ".formatted(id(reference()))
                + "[BackendComparison](../src/main/java/io/margrid/bench/BackendComparison.md).");
    }

    /// Opens the backends, highest rank first. One that a user named, or whose probe finds it usable, must work.
    private void open() {
        List<String> wanted = new ArrayList<>(options.only());
        for (Candidate candidate : Backends.onClassPath().candidates()) {
            String id = candidate.id();
            if (!options.only().isEmpty() && !wanted.remove(id)) {
                continue;
            }
            if (options.only().isEmpty()
                    && candidate.probe() instanceof BackendProbe.Unusable(String reason, String _)) {
                leftOut.add("%s: %s".formatted(id, reason));
            } else if (options.only().isEmpty() && !candidate.isAutomatic()) {
                leftOut.add("%s: compared if it is named".formatted(id));
            } else {
                backends.add(DirectBackends.open(candidate));
            }
        }
        if (!wanted.isEmpty() || backends.isEmpty()) {
            throw new IllegalStateException("no such backend: " + String.join(", ", wanted));
        }
    }

    /// Index of the backend that the others' times are divided by.
    private int reference() {
        int vector = indexOf(VECTOR);
        return vector >= 0 ? vector : Math.max(0, indexOf(SCALAR));
    }

    private int indexOf(String id) {
        return backends.stream().map(backend -> backend.info().id()).toList().indexOf(id);
    }

    private void pricing(Rounds rounds) {
        TextTable table = new TextTable(
                "options",
                "backend",
                "ns a price, vectors stay",
                "ratio (p10..p90)",
                "ns a price, all copied back",
                "ratio (p10..p90)",
                "device's ns a price",
                "share of FP64 peak");
        for (int n : sizes(OPTIONS, LARGE_OPTIONS)) {
            List<RevaluationBatch> batch = List.of(new PricingWorkload(n, BookTable.EMPTY).batch());
            double prices = batch.getFirst().cells();
            List<Timings> stay = rounds.time(
                    new Work("%,d options, vectors stay".formatted(n), batch, Set.of(Output.GREEKS), false));
            List<Timings> copied = rounds.time(new Work(
                    "%,d options, all copied back".formatted(n),
                    batch,
                    Set.of(Output.GREEKS, Output.RISK_VECTORS),
                    false));
            for (int b = 0; b < backends.size(); b++) {
                OptionalDouble device = stay.get(b).medianPricing();
                table.add(
                        "%,d".formatted(n),
                        id(b),
                        Spread.digits(stay.get(b).median() / prices),
                        ratio(stay, b),
                        Spread.digits(copied.get(b).median() / prices),
                        ratio(copied, b),
                        device.isPresent() ? Spread.digits(device.getAsDouble() / prices) : NONE,
                        device.isPresent() ? share(b, device.getAsDouble() / prices) : NONE);
            }
        }
        report.section(
                "Pricing",
                "Options x %d scenarios, 3 volatility shocks, one shock group.".formatted(PricingWorkload.SCENARIOS),
                table);
        for (RevaluationBackend backend : backends) {
            if (backend.lastDeviceTimes().isPresent()) {
                report.line(peak(backend)
                        .map(peak -> String.format(
                                Locale.ROOT,
                                "FP64 peak of `%s`: %.1f TFLOP/s, %s; a price counts as %.0f multiply-adds.",
                                backend.info().id(),
                                peak.teraflops(),
                                peak.source(),
                                PeakRate.MULTIPLY_ADDS))
                        .orElse("FP64 peak of `%s`: not known; give it with --fp64-tflops."
                                .formatted(backend.info().id())));
            }
        }
    }

    private void books(Rounds rounds) {
        TextTable table = new TextTable(
                "accounts x positions",
                "backend",
                "ms a cycle",
                "ratio (p10..p90)",
                "ns a position",
                "device's ns a position",
                "GB/s of positions");
        for (int accounts : sizes(ACCOUNTS, LARGE_ACCOUNTS)) {
            bookRows(
                    rounds,
                    table,
                    "%,d x %,d".formatted(accounts, POSITIONS),
                    BookWorkload.accounts(accounts, POSITIONS, INSTRUMENTS));
        }
        bookRows(
                rounds,
                table,
                "1 x %,d".formatted(POSITIONS_OF_ONE),
                BookWorkload.oneAccount(POSITIONS_OF_ONE, INSTRUMENTS));
        report.section("Books", """
            Kept books over %,d options x %d scenarios; each cycle brings a market in which every column is new and
            leaves the worst cells on the host.\
            """.formatted(INSTRUMENTS, PricingWorkload.SCENARIOS), table);
    }

    private void bookRows(Rounds rounds, TextTable table, String size, BookTable books) {
        List<RevaluationBatch> markets = LongStream.range(0, MARKETS)
                .mapToObj(m -> new PricingWorkload(INSTRUMENTS, books, PricingWorkload.SEED + m).batch())
                .toList();
        List<Timings> times = rounds.time(new Work(size + " positions", markets, Set.of(Output.WORST_CELLS), false));
        double positions = books.entries();
        for (int b = 0; b < backends.size(); b++) {
            double cycle = times.get(b).median();
            OptionalDouble device = times.get(b).medianBooks();
            table.add(
                    size,
                    id(b),
                    Spread.digits(1e-6 * cycle),
                    ratio(times, b),
                    Spread.digits(cycle / positions),
                    device.isPresent() ? Spread.digits(device.getAsDouble() / positions) : NONE,
                    Spread.digits(POSITION_BYTES * positions / device.orElse(cycle)));
        }
    }

    private void latency(Rounds rounds) {
        TextTable table = new TextTable("call", "backend", "us a call, median", "ratio (p10..p90)");
        BookTable one = BookTable.of(1, new int[] {0, 1}, new int[] {0}, new double[] {1.0});
        latencyRows(rounds, table, "1 option, all copied back", BookTable.EMPTY, Output.ALL);
        latencyRows(rounds, table, "1 book of 1 position, worst cells", one, Set.of(Output.WORST_CELLS));
        report.section(
                "Smallest calls",
                "%d scenarios; from the columns on the host to the answer on the host."
                        .formatted(PricingWorkload.SCENARIOS),
                table);
    }

    private void latencyRows(Rounds rounds, TextTable table, String name, BookTable books, Set<Output> outputs) {
        List<Timings> times =
                rounds.time(new Work(name, List.of(new PricingWorkload(1, books).batch()), outputs, true));
        for (int b = 0; b < backends.size(); b++) {
            table.add(name, id(b), Spread.digits(1e-3 * times.get(b).median()), ratio(times, b));
        }
    }

    private int[] sizes(int[] usual, int[] large) {
        int[] sizes = usual.clone();
        if (options.large()) {
            sizes = Arrays.copyOf(usual, usual.length + large.length);
            System.arraycopy(large, 0, sizes, usual.length, large.length);
        }
        return sizes;
    }

    private String id(int b) {
        return backends.get(b).info().id();
    }

    private String ratio(List<Timings> times, int b) {
        return b == reference()
                ? "1"
                : Spread.ofRatios(times.get(b).calls(), times.get(reference()).calls())
                        .toString();
    }

    private String share(int b, double nanosPerPrice) {
        return peak(backends.get(b))
                .map(peak -> String.format(Locale.ROOT, "%.1f %%", 100.0 * peak.share(nanosPerPrice)))
                .orElse("not known");
    }

    private Optional<PeakRate> peak(RevaluationBackend backend) {
        return PeakRate.of(backend.info(), options.teraflops());
    }

    /// Closes the backends.
    @Override
    public void close() {
        backends.forEach(RevaluationBackend::close);
    }
}
