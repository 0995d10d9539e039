package io.margrid.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.cpu.ScalarBackend;
import io.margrid.kernels.device.DeviceBackend;
import io.margrid.kernels.device.DeviceMemory;
import io.margrid.model.revaluation.BackendException;
import io.margrid.model.revaluation.BackendException.Fault;
import io.margrid.model.revaluation.KnownAnswer;
import io.margrid.model.revaluation.RandomBatches;
import io.margrid.model.revaluation.ResidentBooks;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenClDriverTest {
    @TempDir
    private Path folder;

    @Test
    void aCompiledProgramIsKeptAndUsedAgain() throws IOException {
        OpenClDevice device = OpenCl.require();
        Path programs = folder.resolve("programs");
        ProgramCache cache = new ProgramCache(Optional.of(programs));
        OpenClDriver.open(device, cache, false).close();
        assertThat(programs.toFile().list()).hasSize(1);
        try (RevaluationBackend again = new DeviceBackend(OpenClDriver.open(device, cache, false))) {
            assertThat(KnownAnswer.reproducedBy(again)).isTrue();
        }
    }

    /// A program of another make under the right name: the driver refuses it, and the text is compiled.
    @Test
    void aStrangeProgramInTheCacheIsCompiledAnew() throws IOException {
        OpenClDevice device = OpenCl.require();
        Path programs = folder.resolve("programs");
        ProgramCache cache = new ProgramCache(Optional.of(programs));
        OpenClDriver.open(device, cache, false).close();
        String key = programs.toFile().list()[0];
        cache.put(key, "no program at all, but long enough to be looked at".getBytes(StandardCharsets.UTF_8));
        try (RevaluationBackend again = new DeviceBackend(OpenClDriver.open(device, cache, false))) {
            assertThat(KnownAnswer.reproducedBy(again)).isTrue();
        }
    }

    @Test
    void aTextThatDoesNotCompileIsNamedWithTheCompilersWords() throws IOException {
        OpenClDevice device = OpenCl.require();
        assertThatThrownBy(() -> OpenClDriver.open(device, new ProgramCache(Optional.empty()), false, "nonsense"))
                .isInstanceOfSatisfying(
                        BackendException.class, e -> assertThat(e.fault()).isEqualTo(Fault.COMPILE))
                .hasMessageContaining(device.name())
                .hasMessageContaining("nonsense");
    }

    @Test
    void aKernelThatIsNotThereIsNamed() throws IOException {
        try (OpenClDriver driver = OpenCl.open(false)) {
            assertThatThrownBy(() -> driver.kernel("no_such_kernel"))
                    .isInstanceOfSatisfying(
                            BackendException.class, e -> assertThat(e.fault()).isEqualTo(Fault.COMPILE))
                    .hasMessageContaining("no_such_kernel")
                    .hasMessageContaining("CL_INVALID_KERNEL_NAME");
        }
    }

    @Test
    void moreMemoryThanThereIsIsAFaultOfTheBatchOnly() throws IOException {
        try (OpenClDriver driver = OpenCl.open(false)) {
            assertThatThrownBy(() -> driver.allocate(1L << 50))
                    .isInstanceOfSatisfying(BackendException.class, e -> {
                        assertThat(e.fault()).isEqualTo(Fault.MEMORY);
                        assertThat(e.fault().isOfBatchOnly()).isTrue();
                    })
                    .hasMessageContaining("1125899906842624 bytes");
            try (DeviceMemory memory = driver.allocate(8)) {
                assertThat(memory.bytes()).isEqualTo(8);
            }
        }
    }

    @Test
    void booksThatAreKeptTakeMemoryUntilTheyAreReleased() throws IOException {
        OpenCl.require();
        RevaluationBatch batch = RandomBatches.batch(new SplittableRandom(3), 40, 35, 3, 1, 300, 1);
        try (RevaluationBackend backend = new DeviceBackend(OpenCl.open(false));
                RevaluationBackend reference = new ScalarBackend()) {
            ResidentBooks books = backend.keep(batch.books());
            assertThat(books.deviceBytes()).isGreaterThan(12L * 301);
            assertThat(KnownAnswer.hash(batch, backend.revalue(batch)))
                    .isEqualTo(KnownAnswer.hash(batch, reference.revalue(batch)));
            books.close();
            assertThat(books.deviceBytes()).isZero();
        }
    }

    @Test
    void closingTwiceIsFineAndAClosedBackendSaysSo() throws IOException {
        OpenCl.require();
        RevaluationBackend backend = new DeviceBackend(OpenCl.open(true));
        backend.close();
        backend.close();
        assertThatThrownBy(() -> backend.revalue(KnownAnswer.batch()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the backend is closed");
    }
}
