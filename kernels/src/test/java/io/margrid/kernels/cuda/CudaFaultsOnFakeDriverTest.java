package io.margrid.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.margrid.cpu.ScalarBackend;
import io.margrid.model.revaluation.BackendException;
import io.margrid.model.revaluation.BackendException.Fault;
import io.margrid.model.revaluation.DeviceTimes;
import io.margrid.model.revaluation.KnownAnswer;
import io.margrid.model.revaluation.RandomBatches;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Faults of the driver, made by the tests' own: what is said, what is given back, and that a device can be
/// opened again. It proves how faults are handled, not a GPU's arithmetic.
@Timeout(30)
class CudaFaultsOnFakeDriverTest {
    private static FakeCuda cuda;

    @BeforeAll
    static void load() throws IOException {
        cuda = FakeCuda.load();
    }

    @BeforeEach
    void reset() {
        cuda.reset();
    }

    @AfterEach
    void nothingIsLeftAndANewBackendWorks() {
        assertThat(cuda.violation()).isEmpty();
        assertThat(cuda.held()).isZero();
        cuda.reset();
        try (RevaluationBackend backend = open()) {
            assertThat(KnownAnswer.reproducedBy(backend)).isTrue();
        }
        assertThat(cuda.violation()).isEmpty();
        assertThat(cuda.held()).isZero();
    }

    private static RevaluationBackend open() {
        return new CudaBackendProvider().open();
    }

    private static BackendException failure() {
        BackendException e = catchThrowableOfType(BackendException.class, () -> {
            try (RevaluationBackend backend = open()) {
                backend.revalue(KnownAnswer.batch());
            }
        });
        assertThat(cuda.happened()).isTrue();
        return e;
    }

    @ParameterizedTest(name = "call {1} of {0} answers {2}")
    @CsvSource({
        // Opening
        "cuDevicePrimaryCtxRetain, 1, 46, LOST, CUDA_ERROR_DEVICE_UNAVAILABLE (46)",
        "cuDevicePrimaryCtxRetain, 1, 2, MEMORY, CUDA_ERROR_OUT_OF_MEMORY (2)",
        "cuCtxSetCurrent, 1, 201, LOST, CUDA_ERROR_INVALID_CONTEXT (201)",
        "cuStreamCreate, 2, 2, MEMORY, cuStreamCreate failed: CUDA_ERROR_OUT_OF_MEMORY (2)",
        "cuEventCreate, 1, 999, LOST, cuEventCreate failed: CUDA_ERROR_UNKNOWN (999)",
        "cuModuleLoadDataEx, 1, 209, COMPILE, CUDA_ERROR_NO_BINARY_FOR_GPU (209)",
        "cuModuleLoadDataEx, 1, 218, COMPILE, ptxas fatal   : a fault on demand failed: CUDA_ERROR_INVALID_PTX (218)",
        "cuModuleLoadDataEx, 1, 222, COMPILE, CUDA_ERROR_UNSUPPORTED_PTX_VERSION (222)",
        "cuModuleGetFunction, 6, 500, COMPILE, cuModuleGetFunction of worst_cells failed: CUDA_ERROR_NOT_FOUND (500)",
        "cuMemGetInfo_v2, 1, 4, LOST, CUDA_ERROR_DEINITIALIZED (4)",
        "cuMemAllocHost_v2, 3, 2, MEMORY, cuMemAllocHost of 4194304 bytes failed: CUDA_ERROR_OUT_OF_MEMORY (2)",
        // The last of the four events of the pieces of host memory, and one of a mark
        "cuEventCreate, 5, 2, MEMORY, CUDA_ERROR_OUT_OF_MEMORY (2)",
        "cuEventCreate, 7, 2, MEMORY, CUDA_ERROR_OUT_OF_MEMORY (2)",
        // A call
        "cuMemAlloc_v2, 1, 2, MEMORY, cuMemAlloc of ",
        "cuMemAlloc_v2, 4, 2, MEMORY, cuMemAlloc of ",
        "cuMemAlloc_v2, 12, 2, MEMORY, cuMemAlloc of ",
        "cuMemcpyHtoDAsync_v2, 1, 1, LAUNCH, cuMemcpyHtoDAsync failed: CUDA_ERROR_INVALID_VALUE (1)",
        "cuMemcpyHtoDAsync_v2, 3, 700, LOST, CUDA_ERROR_ILLEGAL_ADDRESS (700)",
        "cuEventRecord, 1, 400, LAUNCH, CUDA_ERROR_INVALID_HANDLE (400)",
        "cuStreamWaitEvent, 1, 400, LAUNCH, CUDA_ERROR_INVALID_HANDLE (400)",
        "cuLaunchKernel, 1, 701, LAUNCH, launch of prepare failed: CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES (701)",
        "cuLaunchKernel, 2, 719, LOST, launch of risk_by_scenario failed: CUDA_ERROR_LAUNCH_FAILED (719)",
        "cuLaunchKernel, 2, 304, LOST, CUDA_ERROR_OPERATING_SYSTEM (304)",
        "cuMemcpyDtoHAsync_v2, 2, 1, LAUNCH, cuMemcpyDtoHAsync failed: CUDA_ERROR_INVALID_VALUE (1)",
        "cuEventSynchronize, 1, 702, HUNG, CUDA_ERROR_LAUNCH_TIMEOUT (702)",
        "cuStreamSynchronize, 1, 214, LOST, cuStreamSynchronize failed: CUDA_ERROR_ECC_UNCORRECTABLE (214)",
        "cuStreamSynchronize, 3, 700, LOST, CUDA_ERROR_ILLEGAL_ADDRESS (700)",
        "cuStreamSynchronize, 2, 777, LAUNCH, cuStreamSynchronize failed: CUDA error 777"
    })
    void aCallThatFailsIsSaid(String symbol, int at, int code, Fault fault, String message) {
        cuda.answer(symbol, at, code);
        assertThat(failure())
                .hasMessageStartingWith("cuda/NVIDIA/Fake-1000: ")
                .hasMessageContaining(message)
                .extracting(BackendException::fault)
                .isEqualTo(fault);
    }

    /// From the call on nothing works any more, the giving back included.
    @ParameterizedTest(name = "lost with {2} at call {1} of {0}")
    @CsvSource({
        "cuStreamCreate, 3, 999, LOST",
        "cuModuleLoadDataEx, 1, 999, LOST",
        "cuMemAllocHost_v2, 2, 46, LOST",
        "cuMemAlloc_v2, 5, 719, LOST",
        "cuMemcpyHtoDAsync_v2, 2, 700, LOST",
        "cuLaunchKernel, 1, 719, LOST",
        "cuLaunchKernel, 3, 214, LOST",
        "cuMemcpyDtoHAsync_v2, 1, 700, LOST",
        "cuEventSynchronize, 1, 702, HUNG",
        "cuStreamSynchronize, 2, 999, LOST",
        "cuCtxSetCurrent, 20, 4, LOST"
    })
    void aLostDeviceIsSaid(String symbol, int at, int code, Fault fault) {
        cuda.lose(symbol, at, code);
        BackendException e = failure();
        assertThat(e.fault()).isEqualTo(fault);
        assertThat(e).hasMessageContaining("(" + code + ")");
        assertThat(e.fault().isOfBatchOnly()).isFalse();
    }

    @Test
    void aDeviceThatIsLostWhileItIsClosedIsClosed() {
        RevaluationBackend backend = open();
        assertThat(KnownAnswer.reproducedBy(backend)).isTrue();
        cuda.lose("cuMemFree_v2", 2, 999);
        backend.close();
        backend.close();
        assertThat(cuda.happened()).isTrue();
    }

    /// Wherever memory ends, the backend goes on with batches that need less.
    @Test
    void aBackendWithoutMemoryGoesOn() {
        int faults = 0;
        for (int at = 1; faults == at - 1; at++) {
            try (RevaluationBackend backend = open()) {
                cuda.answer("cuMemAlloc_v2", at, 2);
                try {
                    backend.revalue(KnownAnswer.batch());
                } catch (BackendException e) {
                    assertThat(e.fault().isOfBatchOnly()).isTrue();
                    faults++;
                }
                assertThat(KnownAnswer.reproducedBy(backend)).as("call %d", at).isTrue();
            }
        }
        assertThat(faults).isGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cuMemcpyHtoDAsync_v2",
                "cuMemcpyDtoHAsync_v2",
                "cuLaunchKernel",
                "cuEventRecord",
                "cuStreamWaitEvent",
                "cuEventSynchronize",
                "cuStreamSynchronize"
            })
    void aBackendWhoseDeviceIsNotLostGoesOn(String symbol) {
        int faults = 0;
        try (RevaluationBackend backend = open()) {
            for (int at = 1; faults == at - 1; at++) {
                cuda.answer(symbol, at, 1);
                try {
                    backend.revalue(KnownAnswer.batch());
                } catch (BackendException e) {
                    assertThat(e.fault()).isEqualTo(Fault.LAUNCH);
                    faults++;
                }
                cuda.reset();
                assertThat(KnownAnswer.reproducedBy(backend)).as("call %d", at).isTrue();
            }
        }
        assertThat(faults).isPositive();
    }

    /// It blocks the calling thread and nobody else; there is no way to call it back.
    @ParameterizedTest
    @ValueSource(strings = {"cuEventSynchronize", "cuStreamSynchronize"})
    void aDeviceThatHangsBlocksItsCallerOnly(String symbol) throws InterruptedException {
        try (RevaluationBackend backend = open()) {
            cuda.hang(symbol, 1, 400);
            CompletableFuture<Boolean> answer = new CompletableFuture<>();
            Thread caller = Thread.ofPlatform().start(() -> answer.complete(KnownAnswer.reproducedBy(backend)));
            assertThat(caller.join(Duration.ofMillis(100))).isFalse();
            assertThat(new CudaBackendProvider().id()).isEqualTo("cuda");
            assertThat(answer).isNotDone();
            caller.join();
            assertThat(answer).isCompletedWithValue(true);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void aWrongBitIsSeenInTheKnownAnswer(int copy) {
        try (RevaluationBackend backend = open()) {
            cuda.flip("cuMemcpyDtoHAsync_v2", copy);
            assertThat(KnownAnswer.reproducedBy(backend)).isFalse();
            assertThat(cuda.happened()).isTrue();
            assertThat(KnownAnswer.reproducedBy(backend)).isTrue();
        }
    }

    /// That the tests' driver sees a wait that is forgotten, of streams for each other and of the host.
    @ParameterizedTest
    @ValueSource(strings = {"cuStreamWaitEvent", "cuEventSynchronize"})
    void aForgottenWaitIsSeenInTheKnownAnswer(String symbol) {
        try (RevaluationBackend backend = open()) {
            cuda.skip(symbol, 1);
            assertThat(KnownAnswer.reproducedBy(backend)).isFalse();
            cuda.reset();
            assertThat(KnownAnswer.reproducedBy(backend)).isTrue();
        }
    }

    /// So large that every piece of host memory is used several times in both directions.
    private static RevaluationBatch large() {
        return RandomBatches.batch(new SplittableRandom(1), 60_000, 30, 3, 4, 0, 300_000, 400_000, 1, 700_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {FakeCuda.LATE, FakeCuda.AT_ONCE, 7, 8, 9})
    void largeBatchesGoThroughTheSamePieces(int order) {
        RevaluationBatch batch = large();
        cuda.order(order);
        try (RevaluationBackend backend = open();
                RevaluationBackend reference = new ScalarBackend()) {
            assertThat(KnownAnswer.hash(batch, backend.revalue(batch)))
                    .isEqualTo(KnownAnswer.hash(batch, reference.revalue(batch)));
        }
    }

    /// Each call on another thread, virtual ones among them, which to the driver are whatever thread carries
    /// them.
    @Test
    void anyThreadMayCall() throws InterruptedException {
        try (RevaluationBackend backend = open()) {
            for (int i = 0; i < 10; i++) {
                CompletableFuture<Boolean> answer = new CompletableFuture<>();
                Runnable call = () -> answer.complete(KnownAnswer.reproducedBy(backend));
                (i % 2 == 0 ? Thread.ofVirtual() : Thread.ofPlatform())
                        .start(call)
                        .join();
                assertThat(answer).isCompletedWithValue(true);
            }
        }
    }

    @Test
    void twoBackendsShareTheDevice() {
        try (RevaluationBackend one = open()) {
            try (RevaluationBackend other = open()) {
                assertThat(KnownAnswer.reproducedBy(one)).isTrue();
                assertThat(KnownAnswer.reproducedBy(other)).isTrue();
            }
            assertThat(KnownAnswer.reproducedBy(one)).isTrue();
        }
    }

    @Test
    void aCallIsTimedByTheDevice() {
        try (RevaluationBackend backend = open()) {
            assertThat(backend.lastDeviceTimes()).isEmpty();
            backend.revalue(KnownAnswer.batch());
            assertThat(backend.lastDeviceTimes()).hasValue(new DeviceTimes(1_500_000, 1_500_000, 1_500_000));
            cuda.answer("cuEventElapsedTime", 1, 400);
            assertThatThrownBy(backend::lastDeviceTimes).hasMessageContaining("cuEventElapsedTime failed");
        }
    }

    /// A call of a known shape asks the driver for nothing that it would have to give back, and leaves little
    /// to the garbage collector, whatever its size: objects of a hundred bytes or less for each copy.
    @Test
    void aCallTakesNoMemory() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        RevaluationBatch batch = large();
        RevaluationResult result = RevaluationResult.allocate(batch);
        try (RevaluationBackend backend = open()) {
            backend.revalue(batch, result);
            backend.revalue(batch, result);
            int held = cuda.held();
            long before = threads.getCurrentThreadAllocatedBytes();
            backend.revalue(batch, result);
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000);
            assertThat(cuda.held()).isEqualTo(held);
        }
    }

    @Test
    void memoryHasALimitThatAUserMaySet() {
        System.setProperty(CudaSettings.MEMORY, "8");
        try (RevaluationBackend backend = open()) {
            assertThatThrownBy(() -> backend.revalue(large()))
                    .isInstanceOf(BackendException.class)
                    .hasMessageContaining("of 8388608 are left")
                    .extracting(e -> ((BackendException) e).fault())
                    .isEqualTo(Fault.MEMORY);
            assertThat(KnownAnswer.reproducedBy(backend)).isTrue();
        } finally {
            System.clearProperty(CudaSettings.MEMORY);
        }
    }
}
