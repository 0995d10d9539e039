package io.margrid.bench;

import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.CellRules;
import io.margrid.model.revaluation.KnownAnswer;
import io.margrid.model.revaluation.RandomBatches;
import io.margrid.model.revaluation.ResidentBooks;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.ShockTable;
import java.util.SplittableRandom;

/// A program that runs a few batches through a backend, for tools that slow a device down. Every shape has a
/// backend of its own, so that no memory is larger than the shape needs and a step outside is seen.
final class ShortRun {
    private static final int[] INSTRUMENTS = {0, 1, 65, 200};
    private static final int[] SCENARIOS = {0, 1, 5, 35};

    private ShortRun() {}

    /// Prints the number of batches.
    ///
    /// @param args the backend's name
    public static void main(String[] args) {
        SplittableRandom random = new SplittableRandom(20_260_820L);
        int batches = 1;
        compare(args[0], KnownAnswer.batch());
        for (int n : INSTRUMENTS) {
            for (int scenarios : SCENARIOS) {
                int[] sizes = n == 0 ? new int[] {0, 0} : new int[] {0, 1, 300, n, 256};
                compare(args[0], RandomBatches.batch(random, n, scenarios, 3, 1 + n % 2, sizes));
                batches++;
            }
        }
        System.out.println("same bits: " + (batches + kept(args[0], random)));
    }

    private static void compare(String name, RevaluationBatch batch) {
        try (RevaluationBackend backend = DirectBackends.open(name);
                RevaluationBackend reference = DirectBackends.open("scalar")) {
            compare(backend, reference, batch);
        }
    }

    private static int kept(String name, SplittableRandom random) {
        BookTable books = RandomBatches.books(random, 130, 40, 700, 0, 256);
        ShockTable shocks = RandomBatches.shocks(random, 35, 3, 2);
        CellRules rules = RandomBatches.rules(random, 35);
        int calls = 2;
        try (RevaluationBackend backend = DirectBackends.open(name);
                RevaluationBackend reference = DirectBackends.open("scalar");
                ResidentBooks _ = backend.keep(books)) {
            for (int call = 0; call < calls; call++) {
                compare(
                        backend,
                        reference,
                        new RevaluationBatch(RandomBatches.instruments(random, 130, 3, 2), shocks, books, rules));
            }
        }
        return calls;
    }

    private static void compare(RevaluationBackend backend, RevaluationBackend reference, RevaluationBatch batch) {
        if (KnownAnswer.hash(batch, backend.revalue(batch)) != KnownAnswer.hash(batch, reference.revalue(batch))) {
            throw new AssertionError("other bits for %d instruments, %d scenarios"
                    .formatted(batch.instruments().size(), batch.shocks().scenarios()));
        }
    }
}
