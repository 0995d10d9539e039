package io.margrid.kernels.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.revaluation.KnownAnswer;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import org.junit.jupiter.api.Test;

/// What a failure in the middle of a call leaves behind. That figures are right is in the contract, with real
/// drivers.
class DeviceBackendTest {
    private final Failing driver = new Failing();
    private final DeviceBackend backend = new DeviceBackend(driver);
    private final RevaluationBatch batch = KnownAnswer.batch();

    /// A driver whose kernels do nothing and whose copies can fail.
    private static final class Failing extends NoKernels {
        private boolean failing;
        private boolean busy;

        @Override
        public long memoryLimit() {
            return 1L << 30;
        }

        @Override
        public KernelCall kernel(String name) {
            return new KernelCall() {
                @Override
                public KernelCall with(DeviceMemory memory) {
                    return this;
                }

                @Override
                public KernelCall with(int value) {
                    return this;
                }

                @Override
                public void launch(long items0, long items1) {}
            };
        }

        @Override
        public void write(DeviceMemory to, long toOffset, HostMemory from, long fromOffset, long bytes) {
            busy = true;
            if (failing) {
                throw new OutOfMemoryError("in the middle");
            }
            super.write(to, toOffset, from, fromOffset, bytes);
        }

        @Override
        public void finish() {
            busy = false;
        }
    }

    @Test
    void aFailedRevaluationHasFinishedAndTheNextWorks() {
        driver.failing = true;
        RevaluationResult result = RevaluationResult.allocate(batch);
        assertThatThrownBy(() -> backend.revalue(batch, result)).isInstanceOf(OutOfMemoryError.class);
        assertThat(driver.busy).isFalse();
        driver.failing = false;
        backend.revalue(batch, result);
        assertThat(driver.busy).isFalse();
    }

    @Test
    void booksThatCannotBeKeptHaveFinishedAndTakeNoMemory() {
        driver.failing = true;
        assertThatThrownBy(() -> backend.keep(batch.books())).isInstanceOf(OutOfMemoryError.class);
        assertThat(driver.busy).isFalse();
        driver.failing = false;
        assertThat(backend.keep(batch.books()).deviceBytes()).isPositive();
    }
}
