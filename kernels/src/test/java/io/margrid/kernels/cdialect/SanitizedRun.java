package io.margrid.kernels.cdialect;

import io.margrid.cpu.ScalarBackend;
import io.margrid.kernels.device.DeviceBackend;
import io.margrid.model.revaluation.KnownAnswer;
import io.margrid.model.revaluation.RandomBatches;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import java.nio.file.Path;
import java.util.SplittableRandom;

/// A program that runs batches through a library of kernels. Every batch has a backend of its own, so that no
/// device memory is larger than the batch needs.
final class SanitizedRun {
    private static final int[] INSTRUMENTS = {0, 1, 2, 63, 64, 65, 130, 200};
    private static final int[] SCENARIOS = {0, 1, 3, 4, 5, 35};

    private SanitizedRun() {}

    /// Prints the number of batches.
    ///
    /// @param args the library
    public static void main(String[] args) {
        Path library = Path.of(args[0]);
        SplittableRandom random = new SplittableRandom(20_260_820L);
        int batches = 0;
        for (boolean lanes : new boolean[] {false, true}) {
            compare(library, lanes, KnownAnswer.batch());
            batches++;
            for (int n : INSTRUMENTS) {
                for (int scenarios : SCENARIOS) {
                    int[] sizes = n == 0 ? new int[] {0, 0} : new int[] {0, 1, 300, n, 256};
                    compare(library, lanes, RandomBatches.batch(random, n, scenarios, 3, 1 + n % 2, sizes));
                    batches++;
                }
            }
        }
        System.out.println("same bits: " + batches);
    }

    private static void compare(Path library, boolean lanes, RevaluationBatch batch) {
        try (RevaluationBackend backend = new DeviceBackend(new CDriver(library, lanes));
                RevaluationBackend reference = new ScalarBackend()) {
            if (KnownAnswer.hash(batch, backend.revalue(batch)) != KnownAnswer.hash(batch, reference.revalue(batch))) {
                throw new AssertionError("other bits for %d instruments, %d scenarios"
                        .formatted(batch.instruments().size(), batch.shocks().scenarios()));
            }
        }
    }
}
