package io.margrid.bench;

import io.margrid.model.revaluation.BookTable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/// W1 on one core: Margrid's backends of the processor, plain and tuned C++, and libraries. How to read it:
/// `PricingSuite.md`.
final class PricingSuite implements Suite {
    private static final String REFERENCE = "cpp-scalar";
    private static final String TRUTH = "long-double";
    private static final int WIDE = 512;
    private static final int NARROW = 256;

    /// Largest difference allowed, USD at forwards of 20,000 to 360,000: what double precision leaves of the
    /// simple formulas is about 4e-10.
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
        double[] expected = expected(context);
        try (LineUp lineUp = new LineUp(context)) {
            for (Program own : OwnPrograms.of(PricingPeer.class, TOLERANCE, lineUp::leaveOut)) {
                lineUp.start(own, expected);
            }
            for (Program peer : PEERS) {
                lineUp.start(peer, expected);
            }
            CourseTable courses = lineUp.time(
                    List.of(REFERENCE, OwnPrograms.SCALAR), List.of(OwnPrograms.VECTOR, OwnPrograms.SCALAR));
            TextTable table = courses.table(
                    "price",
                    List.of(
                            new CourseTable.Column("million prices/s", (_, nanos) -> Spread.digits(1e3 / nanos)),
                            new CourseTable.Column(
                                    "share of FMA limit",
                                    (program, nanos) -> MachineLimits.share(least(program, limits), nanos))));
            context.report().section("Pricing", """
                W1, from plain inputs to stored prices; differences in USD.
                %s
                How to read it: [PricingSuite](../src/main/java/io/margrid/bench/PricingSuite.md).\
                """.formatted(courses.certainty()), table);
            lineUp.describe(context.report());
            limits.describe(context.report());
        }
    }

    /// Prices of 80-bit arithmetic where there is a compiler, else those of commons-math3: in any case of no
    /// program of ours.
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

    private static OptionalDouble least(Program program, MachineLimits limits) {
        return switch (program.name()) {
            case OwnPrograms.VECTOR -> limits.leastNanosPerPrice(MachineFacts.avx512() ? WIDE : NARROW);
            case OwnPrograms.VECTOR_256 -> limits.leastNanosPerPrice(NARROW);
            default -> OptionalDouble.empty();
        };
    }
}
