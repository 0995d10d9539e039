package io.margrid.bench;

import io.margrid.host.backend.Backends;
import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationResult;
import java.util.Set;
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

/// Books summed over given profits and reduced to their worst cells, by backend, books and instruments. How to run
/// and read it: `AggregationBenchmark.md`.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class AggregationBenchmark {
    /// Backend to measure.
    @Param({"scalar", "vector"})
    public String backend = "";

    /// Books of 200 positions.
    @Param({"1", "100", "10000"})
    public int books;

    /// Unique instruments, a power of two.
    @Param({"1024", "16384"})
    public int instruments;

    private RevaluationBackend opened;
    private AggregationWorkload workload;
    private RevaluationResult result;

    /// For JMH.
    public AggregationBenchmark() {
        opened = Backends.open("scalar");
        workload = new AggregationWorkload(1);
        result = RevaluationResult.allocate(workload.batch());
    }

    /// Opens the backend, which answers the known batch before it is used.
    @Setup(Level.Trial)
    public void open() {
        opened = Backends.open(backend);
        workload = new AggregationWorkload(books, instruments);
        result = RevaluationResult.allocate(workload.batch(), Set.of(Output.WORST_CELLS));
    }

    /// Closes the backend.
    @TearDown(Level.Trial)
    public void close() {
        opened.close();
    }

    /// One call.
    ///
    /// @return what was computed
    @Benchmark
    public RevaluationResult revalue() {
        opened.revalue(workload.batch(), result);
        return result;
    }
}
