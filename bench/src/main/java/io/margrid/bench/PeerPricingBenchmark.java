package io.margrid.bench;

import io.margrid.host.backend.Backends;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationResult;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// W1 by Margrid's backends and by Java libraries, nanoseconds a price. How to run and read it:
/// `PeerPricingBenchmark.md`.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(PricingWorkload.PRICES)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PeerPricingBenchmark {
    /// A backend, or a library by its name in `--peers`.
    @Param({"vector", "scalar", "strata", "finmath", "commons-math"})
    public String implementation = "";

    private Optional<RevaluationBackend> backend = Optional.empty();
    private Runnable pass = () -> {};

    /// For JMH.
    public PeerPricingBenchmark() {}

    /// Makes the inputs, and opens the backend if it is one.
    @Setup(Level.Trial)
    public void open() {
        PricingWorkload workload = new PricingWorkload(PricingWorkload.OPTIONS, BookTable.EMPTY);
        Optional<LibraryPricer> library = LibraryPricer.find(implementation);
        if (library.isPresent()) {
            PricingWorkload.Formula formula = library.get().formula();
            double[] prices = new double[PricingWorkload.PRICES];
            pass = () -> workload.price(formula, prices);
        } else {
            RevaluationBackend opened = Backends.open(implementation);
            RevaluationResult result = RevaluationResult.allocate(workload.batch());
            backend = Optional.of(opened);
            pass = () -> {
                workload.fill();
                opened.revalue(workload.batch(), result);
            };
        }
    }

    /// Closes the backend.
    @TearDown(Level.Trial)
    public void close() {
        backend.ifPresent(RevaluationBackend::close);
    }

    /// From plain inputs to 35,840 stored prices.
    @Benchmark
    public void price() {
        pass.run();
    }
}
