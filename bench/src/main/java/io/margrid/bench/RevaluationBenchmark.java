package io.margrid.bench;

import io.margrid.host.backend.Backends;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// One revaluation, by backend and number of options: pricing over 35 scenarios, and sums of 200-position books.
/// How to run and read it: `RevaluationBenchmark.md`.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RevaluationBenchmark {
    private static final int POSITIONS = 200;

    /// Backend to measure.
    @Param({"scalar", "vector"})
    public String backend = "";

    /// Unique options.
    @Param({"64", "1024", "16384"})
    public int options;

    /// Books of 200 positions.
    @Param({"0", "1000"})
    public int books;

    private RevaluationBackend opened;
    private RevaluationBatch batch;
    private RevaluationResult result;

    /// For JMH.
    public RevaluationBenchmark() {
        opened = Backends.open("scalar");
        batch = new PricingWorkload(1, BookTable.EMPTY).batch();
        result = RevaluationResult.allocate(batch);
    }

    /// Opens the backend, which answers the known batch before it is used.
    @Setup(Level.Trial)
    public void open() {
        opened = Backends.open(backend);
        batch = new PricingWorkload(options, books(books, options)).batch();
        result = RevaluationResult.allocate(batch);
    }

    /// Closes the backend.
    @TearDown(Level.Trial)
    public void close() {
        opened.close();
    }

    private static BookTable books(int books, int options) {
        PricingWorkload.SplitMix random = new PricingWorkload.SplitMix(7);
        int[] rowStart = new int[books + 1];
        int[] instrument = new int[books * POSITIONS];
        double[] quantity = new double[books * POSITIONS];
        for (int e = 0; e < instrument.length; e++) {
            instrument[e] = (int) (random.uniform() * options);
            quantity[e] = Math.floor(random.uniform() * 2001.0) / 10.0 - 100.0;
        }
        for (int row = 0; row <= books; row++) {
            rowStart[row] = row * POSITIONS;
        }
        return BookTable.of(options, rowStart, instrument, quantity);
    }

    /// One call of the port.
    ///
    /// @return the result, so that it is not optimised away
    @Benchmark
    public RevaluationResult revalue() {
        opened.revalue(batch, result);
        return result;
    }
}
