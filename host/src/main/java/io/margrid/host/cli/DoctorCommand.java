package io.margrid.host.cli;

import io.margrid.host.backend.Backends;
import io.margrid.host.backend.Candidate;
import io.margrid.model.revaluation.BackendException;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.BackendProbe;
import io.margrid.model.revaluation.KnownAnswer;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/// Shows what this machine can do.
@Command(name = "doctor", description = "Show the JDK, the processor, and every backend with its known-answer test.")
final class DoctorCommand implements Callable<Integer> {
    private static final long WINDOW_NANOS = 250_000_000L;
    private static final long MEASURE_NANOS = 5_000_000_000L;

    private final Console console;
    private final Supplier<Backends> backends;

    DoctorCommand(Console console) {
        this(console, Backends::onClassPath);
    }

    DoctorCommand(Console console, Supplier<Backends> backends) {
        this.console = console;
        this.backends = backends;
    }

    @Override
    public Integer call() {
        Backends found = backends.get();
        PrintWriter out = console.out();
        out.println("margrid    " + Version.text());
        out.println("java       %s, %s".formatted(Runtime.version(), System.getProperty("java.vm.name")));
        out.println("system     %s %s, %d processors, %d MiB heap at most"
                .formatted(
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.getRuntime().maxMemory() >> 20));
        out.println();
        boolean healthy = true;
        boolean chosen = false;
        for (Candidate candidate : found.candidates()) {
            switch (candidate.probe()) {
                case BackendProbe.Unusable(String reason, String remedy) -> {
                    out.println("backend    %-14s not usable: %s".formatted(candidate.id(), reason));
                    out.println("           %-14s remedy: %s".formatted("", remedy));
                }
                case BackendProbe.Usable usable -> {
                    BackendInfo info = usable.info();
                    out.println("backend    %-14s %s, %s".formatted(candidate.id(), info.label(), info.description()));
                    boolean right = test(found, candidate, !chosen);
                    chosen |= right && usable.isAutomatic();
                    healthy &= right;
                }
            }
        }
        out.println("guard      " + found.settings());
        return healthy && chosen ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private boolean test(Backends found, Candidate candidate, boolean first) {
        String finding;
        boolean right = false;
        try (RevaluationBackend backend = found.openAlone(candidate)) {
            double rate = cellsPerSecond(backend);
            // Again, now that its code is compiled.
            right = KnownAnswer.reproducedBy(backend);
            finding = String.format(
                    Locale.ROOT,
                    "known answer: %s; %.1f million cells/s (a quick look, not a benchmark)%s",
                    right ? "same bits" : "WRONG once compiled",
                    1e-6 * rate,
                    right ? choice(candidate, first) : "");
        } catch (BackendException e) {
            finding = "FAULTY, not used: " + e.getMessage();
        }
        console.out().println("           %-14s %s".formatted("", finding));
        return right;
    }

    private static String choice(Candidate candidate, boolean first) {
        if (!candidate.isAutomatic()) {
            return "; only by name";
        }
        return first ? "; chosen by auto" : "";
    }

    /// The best of windows until three in a row bring nothing, since code is compiled while it runs.
    private static double cellsPerSecond(RevaluationBackend backend) {
        RevaluationBatch batch = QuickLook.batch(backend);
        RevaluationResult result = RevaluationResult.allocate(batch);
        double best = 0.0;
        int fruitless = 0;
        long begin = System.nanoTime();
        while (fruitless < 3 && System.nanoTime() - begin < MEASURE_NANOS) {
            long calls = 0;
            long start = System.nanoTime();
            while (System.nanoTime() - start < WINDOW_NANOS) {
                backend.revalue(batch, result);
                calls++;
            }
            double rate = calls * batch.cells() / (1e-9 * (System.nanoTime() - start));
            fruitless = rate > 1.05 * best ? 0 : fruitless + 1;
            best = Math.max(best, rate);
        }
        return best;
    }
}
