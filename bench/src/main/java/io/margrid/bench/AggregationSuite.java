package io.margrid.bench;

import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.RevaluationBatch;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/// W2 on one core: positions to the worst profit of each book, by Margrid and by C++. How to read it:
/// `AggregationSuite.md`.
final class AggregationSuite implements Suite {
    private static final String REGISTERS = "aggregation-avx2";
    private static final String PLAIN = "aggregation-plain";
    private static final String FLOAT32 = "aggregation-float32";

    /// Largest difference allowed. Sums are in the millions: multiply-adds that round once instead of twice change
    /// them by some 1e-8, and profits rounded to float32 by some tenths.
    private static final double TOLERANCE = 1e-6;

    private static final double FLOAT32_TOLERANCE = 10.0;

    private static final double POSITION_BYTES = Integer.BYTES + Double.BYTES;

    /// Size of the peers' vectors, padded to 36 columns.
    private static final int VECTORS_KIB = 288;

    private static final List<Program> PEERS = List.of(
            peer(REGISTERS, "C++ AVX2, sums in registers", TOLERANCE),
            peer(PLAIN, "C++, plain loop over padded rows", TOLERANCE),
            peer(FLOAT32, "C++ AVX2, vectors stored as float32", FLOAT32_TOLERANCE));

    private static Program peer(String name, String title, double tolerance) {
        return new Program(name, title, natives -> natives.command(name), tolerance);
    }

    @Override
    public String name() {
        return "aggregation";
    }

    @Override
    public String what() {
        return "2,000,000 positions x %d scenarios, one core".formatted(PricingWorkload.SCENARIOS);
    }

    @Override
    public Set<String> peers() {
        return PEERS.stream().map(Program::name).collect(Collectors.toSet());
    }

    @Override
    public void run(SuiteContext context) throws IOException, InterruptedException {
        MachineLimits limits = MachineLimits.measure(context);
        double[] expected = worst(new AggregationWorkload(AggregationWorkload.ACCOUNTS).batch());
        try (LineUp lineUp = new LineUp(context)) {
            for (Program own : OwnPrograms.of(AggregationPeer.class, TOLERANCE, lineUp::leaveOut)) {
                lineUp.start(own, expected);
            }
            for (Program peer : PEERS) {
                lineUp.start(peer, expected);
            }
            CourseTable courses = lineUp.time(
                    List.of(REGISTERS, PLAIN, OwnPrograms.SCALAR), List.of(OwnPrograms.VECTOR, OwnPrograms.SCALAR));
            TextTable table = courses.table(
                    "position",
                    List.of(
                            new CourseTable.Column("GB/s", (program, nanos) -> Spread.digits(bytes(program) / nanos)),
                            new CourseTable.Column(
                                    "share of read limit",
                                    (program, nanos) -> MachineLimits.share(least(program, limits), nanos))));
            context.report().section("Aggregation", """
                W2, from positions to the worst profit of each of 10,000 books; differences in units of profit.
                %s
                How to read it: [AggregationSuite](../src/main/java/io/margrid/bench/AggregationSuite.md).\
                """.formatted(courses.certainty()), table);
            lineUp.describe(context.report());
            limits.describe(context.report());
        }
    }

    /// What a position makes a program read: the row of its instrument, an index and a quantity.
    private static double bytes(Program program) {
        int entry = program.name().endsWith("float32") ? Float.BYTES : Double.BYTES;
        return PricingWorkload.SCENARIOS * entry + POSITION_BYTES;
    }

    private static OptionalDouble least(Program program, MachineLimits limits) {
        return limits.leastNanosToRead(bytes(program), VECTORS_KIB);
    }

    /// The right answer, summed straight from the workload's profits: by none of the programs.
    static double[] worst(RevaluationBatch batch) {
        BookTable books = batch.books();
        int scenarios = batch.shocks().scenarios();
        double[] profits = batch.shocks().inverseReturn();
        double[] worst = new double[books.rows()];
        for (int row = 0; row < worst.length; row++) {
            double[] sums = new double[scenarios];
            for (int e = books.rowStart()[row]; e < books.rowStart()[row + 1]; e++) {
                double quantity = books.quantity()[e];
                int first = books.instrument()[e] * scenarios;
                for (int s = 0; s < scenarios; s++) {
                    sums[s] += quantity * profits[first + s];
                }
            }
            worst[row] = Arrays.stream(sums).min().orElseThrow();
        }
        return worst;
    }
}
