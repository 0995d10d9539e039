package io.margrid.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.cpu.ScalarBackend;
import io.margrid.kernels.device.DeviceBackend;
import io.margrid.model.revaluation.KnownAnswer;
import io.margrid.model.revaluation.RandomBatches;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What nvcc made of the kernels, instruction by instruction: that its PTX gives the reference's bits where a
/// device does what the PTX manual says. What `ptxas` or a driver makes of the PTX is not run here.
class CudaPtxInterpretedTest {
    private static final long SEED = Long.getLong("margrid.seed", 20_260_820L);

    private static RevaluationBackend backend;
    private static RevaluationBackend reference;

    @BeforeAll
    static void open() {
        backend = new DeviceBackend(new PtxDriver());
        reference = new ScalarBackend();
    }

    @AfterAll
    static void close() {
        backend.close();
        reference.close();
    }

    @Test
    void givesTheKnownAnswer() {
        assertThat(KnownAnswer.reproducedBy(backend)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 3, 2", "65, 35, 3", "300, 35, 4", "21, 300, 2", "700, 100, 5", "1023, 36, 1"})
    void givesTheReferencesBits(int n, int scenarios, int groups) {
        SplittableRandom random = new SplittableRandom(SEED + n);
        RevaluationBatch batch = RandomBatches.batch(random, n, scenarios, 3, groups, 0, 1, 257, 600, n, 13);
        assertThat(KnownAnswer.hash(batch, backend.revalue(batch)))
                .as("seed %d", SEED)
                .isEqualTo(KnownAnswer.hash(batch, reference.revalue(batch)));
    }
}
