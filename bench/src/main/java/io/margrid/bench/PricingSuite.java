package io.margrid.bench;

import io.margrid.host.backend.Backends;
import io.margrid.host.backend.Candidate;
import io.margrid.model.revaluation.BackendProbe;
import io.margrid.model.revaluation.BookTable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/// W1 on one core: Margrid's backends of the processor, plain and tuned C++, and libraries. How to read it:
/// `PricingSuite.md`.
final class PricingSuite implements Suite {
    private static final String SCALAR = "margrid-scalar";
    private static final String VECTOR = "margrid-vector";
    private static final String VECTOR_256 = "margrid-vector-256";
    private static final String REFERENCE = "cpp-scalar";
    private static final String TRUTH = "long-double";
    private static final int WIDE = 512;
    private static final int NARROW = 256;

    /// Largest difference allowed, USD at forwards of 20,000 to 360,000: what double precision leaves of the simple
    /// formulas is about 4e-10.
    private static final double TOLERANCE = 1e-8;

    private static final List<Program> PEERS = peerPrograms();

    private static List<Program> peerPrograms() {
        List<Program> programs = new ArrayList<>(List.of(
                foreign(REFERENCE, "C++ scalar, `std::erfc`"),
                foreign("cpp-simd", "C++ omp simd, libmvec, roots and logarithms hoisted"),
                foreign("quantlib", "QuantLib C++ `blackFormula`"),
                foreign("numpy", "numpy, scipy `ndtr`, chunked")));
        for (LibraryPricer library : LibraryPricer.ALL) {
            programs.add(new Program(
                    library.id(),
                    library.title(),
                    Program.java(List.of(), LibraryPeer.class, library.id()),
                    TOLERANCE));
        }
        return programs;
    }

    private static Program foreign(String name, String title) {
        return new Program(name, title, natives -> natives.command(name), TOLERANCE);
    }

    private static Program own(String name, String title, List<String> options, String backend) {
        return new Program(name, title, Program.java(options, PricingPeer.class, backend), TOLERANCE);
    }

    @Override
    public String name() {
        return "pricing";
    }

    @Override
    public String what() {
        return "%,d options x %d scenarios, one core".formatted(PricingWorkload.OPTIONS, PricingWorkload.SCENARIOS);
    }

    @Override
    public Set<String> peers() {
        return PEERS.stream().map(Program::name).collect(Collectors.toSet());
    }

    @Override
    public void run(SuiteContext context) throws IOException, InterruptedException {
        MachineLimits limits = MachineLimits.measure(context);
        Optional<String> noVectors = whyNotVector();
        try (LineUp lineUp = new LineUp(context)) {
            double[] expected = expected(context);
            if (noVectors.isEmpty()) {
                lineUp.start(own(VECTOR, "Margrid `vector`", List.of(), "vector"), expected);
                if (MachineFacts.avx512()) {
                    lineUp.start(
                            own(VECTOR_256, "Margrid `vector`, held to 256 bit", List.of("-XX:UseAVX=2"), "vector"),
                            expected);
                }
            }
            lineUp.start(own(SCALAR, "Margrid `scalar`", List.of(), "scalar"), expected);
            for (Program peer : PEERS) {
                lineUp.start(peer, expected);
            }
            String reference = lineUp.has(REFERENCE) ? REFERENCE : SCALAR;
            report(context.report(), lineUp, reference, lineUp.time(reference), limits);
            noVectors.ifPresent(why -> context.report().line("- left out: " + VECTOR + ": " + why));
        }
    }

    private static Optional<String> whyNotVector() {
        for (Candidate candidate : Backends.onClassPath().candidates()) {
            if (candidate.id().equals("vector")
                    && candidate.probe() instanceof BackendProbe.Unusable(String reason, String _)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }

    /// Prices of 80-bit arithmetic where there is a compiler, else those of commons-math3: in any case of no program
    /// of ours.
    private static double[] expected(SuiteContext context) throws IOException, InterruptedException {
        try (PeerProcess truth = PeerProcess.start(TRUTH, context.natives().command(TRUTH), Duration.ofMinutes(1))) {
            return truth.dump();
        } catch (PeerException e) {
            context.report().line("- prices compared with those of commons-math3: " + e.getMessage());
            double[] prices = new double[PricingWorkload.PRICES];
            new PricingWorkload(PricingWorkload.OPTIONS, BookTable.EMPTY)
                    .price(LibraryPricer.COMMONS_MATH.formula(), prices);
            return prices;
        }
    }

    private void report(
            Report report,
            LineUp lineUp,
            String reference,
            Map<String, SideBySide.Course> courses,
            MachineLimits limits) {
        String ours = lineUp.has(VECTOR) ? VECTOR : SCALAR;
        SideBySide.Course our = courses.getOrDefault(ours, SideBySide.Course.NONE);
        TextTable table = new TextTable(
                "program",
                "ns a price",
                "ratio to " + reference,
                "p10..p90",
                "ratio to " + ours,
                "million prices/s",
                "share of FMA limit",
                "largest difference, USD");
        courses.forEach((name, course) -> {
            LineUp.Entry entry = lineUp.entry(name);
            Spread ratio = Spread.of(course.ratios());
            double nanos = Spread.of(course.nanos()).median();
            table.add(
                    entry.program().title(),
                    Spread.digits(nanos),
                    Spread.digits(ratio.median()),
                    "%s..%s".formatted(Spread.digits(ratio.low()), Spread.digits(ratio.high())),
                    Spread.digits(course.to(our).median()),
                    Spread.digits(1e3 / nanos),
                    MachineLimits.share(leastNanos(name, limits), nanos),
                    String.format(Locale.ROOT, "%.1e", entry.difference()));
        });
        report.section(
                "Pricing",
                """
                W1: %s, from plain inputs to stored prices. Rounds: %d; every program's sample stands between two of
                `%s`, and the 95 %% interval of the least certain median ratio is +-%.1f %%. How to read it:
                [PricingSuite](../src/main/java/io/margrid/bench/PricingSuite.md).\
                """.formatted(
                                what(),
                                our.ratios().length,
                                reference,
                                100.0
                                        * courses.values().stream()
                                                .mapToDouble(course -> Spread.medianInterval(course.ratios()))
                                                .max()
                                                .orElseThrow()),
                table);
        lineUp.describe(report);
        limits.describe(report);
    }

    private static OptionalDouble leastNanos(String name, MachineLimits limits) {
        return switch (name) {
            case VECTOR -> limits.leastNanosPerPrice(MachineFacts.avx512() ? WIDE : NARROW);
            case VECTOR_256 -> limits.leastNanosPerPrice(NARROW);
            default -> OptionalDouble.empty();
        };
    }
}
