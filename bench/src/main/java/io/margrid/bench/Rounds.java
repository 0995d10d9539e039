package io.margrid.bench;

import io.margrid.model.revaluation.ResidentBooks;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.VectorStorage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Times backends side by side: in every round each of them has a sample, so that whatever else the machine does
/// meets all of them, and a ratio is of two samples of one round.
final class Rounds {
    private static final int FEWEST_ROUNDS = 5;
    private static final int MOST_ROUNDS = 201;
    private static final int MOST_CALLS = 10_000;

    /// A sample is as many calls as take this long, at least one.
    private static final double SAMPLE_NANOS = 2e7;

    /// Warm is who has not become faster by 3 % for this many windows, each a part of the measuring time.
    private static final int FRUITLESS_WINDOWS = 4;

    /// Code is compiled while it runs, by threads that share the processor. So warming also takes at least a part
    /// of the measuring time in processor time, the first time and later.
    private static final double FIRST_PROCESSOR_PART = 0.75;

    private static final double PROCESSOR_PART = 0.125;

    /// But no longer than this by the clock.
    private static final double WARM_NANOS = 1.2e10;

    private static final double WINDOWS = 16.0;
    private static final double FASTER = 0.97;

    private final List<RevaluationBackend> backends;
    private final Function<VectorStorage, RevaluationBackend> references;
    private final double nanos;
    private double processorPart = FIRST_PROCESSOR_PART;

    /// @param backends   timed in this order
    /// @param references whose bits count, by how a backend keeps vectors
    /// @param seconds    measuring time of a work, all backends together
    Rounds(List<RevaluationBackend> backends, Function<VectorStorage, RevaluationBackend> references, double seconds) {
        this.backends = backends;
        this.references = references;
        this.nanos = 1e9 * seconds;
    }

    /// Times all backends at some work. The last answer of every sample, and of the warming, is compared with the
    /// reference's.
    ///
    /// @param work what to do
    /// @return each backend's times, in the order given
    /// @throws IllegalStateException if a single bit of an answer differs
    List<Timings> time(Work work) {
        System.err.println("timing " + work.name() + " ...");
        Map<VectorStorage, List<RevaluationResult>> answers = new EnumMap<>(VectorStorage.class);
        List<List<RevaluationResult>> expected = backends.stream()
                .map(backend -> answers.computeIfAbsent(backend.storage(), storage -> answers(storage, work)))
                .toList();
        RevaluationResult result = RevaluationResult.allocate(work.batch(0), work.outputs());
        List<ResidentBooks> kept = new ArrayList<>();
        List<Timings> timings = new ArrayList<>();
        try {
            int[] calls = new int[backends.size()];
            for (int c = 0; c < calls.length; c++) {
                RevaluationBackend backend = backends.get(c);
                timings.add(new Timings());
                if (work.books().rows() > 0) {
                    kept.add(backend.keep(work.books()));
                }
                double each = warm(backend, work, result);
                calls[c] = (int) Math.clamp(Math.round(SAMPLE_NANOS / each), 1L, MOST_CALLS);
                sample(backend, work, 0, 1, expected.get(c), result);
            }
            processorPart = PROCESSOR_PART;
            long begin = System.nanoTime();
            for (int round = 0;
                    round < FEWEST_ROUNDS || (round < MOST_ROUNDS && System.nanoTime() - begin < nanos);
                    round++) {
                for (int c = 0; c < calls.length; c++) {
                    RevaluationBackend backend = backends.get(c);
                    Timings times = timings.get(c);
                    times.add(sample(backend, work, round, calls[c], expected.get(c), result));
                    backend.lastDeviceTimes().ifPresent(times::add);
                }
            }
        } finally {
            kept.forEach(ResidentBooks::close);
        }
        return timings;
    }

    private List<RevaluationResult> answers(VectorStorage storage, Work work) {
        return work.batches().stream()
                .map(batch -> {
                    RevaluationResult result = RevaluationResult.allocate(batch, work.outputs());
                    references.apply(storage).revalue(batch, result);
                    return result;
                })
                .toList();
    }

    /// @return nanoseconds of a call of the best window
    private double warm(RevaluationBackend backend, Work work, RevaluationResult result) {
        double best = Double.POSITIVE_INFINITY;
        long call = 0;
        int fruitless = 0;
        long begin = System.nanoTime();
        long used = MachineFacts.processorNanos();
        while ((fruitless < FRUITLESS_WINDOWS || MachineFacts.processorNanos() - used < processorPart * nanos)
                && System.nanoTime() - begin < WARM_NANOS) {
            long first = call;
            long start = System.nanoTime();
            do {
                backend.revalue(work.batch(call), result);
                call++;
            } while (System.nanoTime() - start < nanos / WINDOWS);
            double each = (double) (System.nanoTime() - start) / (call - first);
            fruitless = each < FASTER * best ? 0 : fruitless + 1;
            best = Math.min(best, each);
        }
        return best;
    }

    /// @param first index of the first call's batch, so that a sample of one call meets all of them by turns
    private static double sample(
            RevaluationBackend backend,
            Work work,
            int first,
            int calls,
            List<RevaluationResult> expected,
            RevaluationResult result) {
        Answers.spoil(result);
        double[] taken = new double[calls];
        for (int call = 0; call < calls; call++) {
            RevaluationBatch batch = work.batch(first + call);
            long start = System.nanoTime();
            backend.revalue(batch, result);
            taken[call] = System.nanoTime() - start;
        }
        int last = (first + calls - 1) % expected.size();
        Answers.requireSame(
                "%s, %s".formatted(backend.info().id(), work.name()), work.batch(last), expected.get(last), result);
        return work.eachCall()
                ? Spread.of(taken).median()
                : Arrays.stream(taken).average().orElseThrow();
    }
}
