package io.margrid.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.cpu.ScalarBackend;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBackendContract;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The contract through jcuda on the tests' driver, which does everything as late as it may. It proves what is
/// handed over and in which order, on the kernels' text for CUDA; not a GPU's arithmetic.
class CudaFakeDriverContractTest extends RevaluationBackendContract {
    /// Not there if there was no compiler to build it with.
    private static @Nullable FakeCuda cuda;

    @BeforeAll
    static void load() throws IOException {
        cuda = FakeCuda.load();
    }

    @Override
    protected RevaluationBackend open() {
        checkDriver();
        FakeCuda driver = Objects.requireNonNull(cuda);
        driver.reset();
        driver.order(order());
        return new CudaBackendProvider().open();
    }

    int order() {
        return FakeCuda.LATE;
    }

    @Override
    protected RevaluationBackend openReference() {
        return new ScalarBackend();
    }

    /// After each backend, so before the next: that it used the driver right and gave everything back.
    @AfterAll
    static void checkDriver() {
        if (cuda != null) {
            assertThat(cuda.violation()).isEmpty();
            assertThat(cuda.held()).isZero();
        }
    }
}
