package io.margrid.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.kernels.Tool;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.BackendProbe;
import io.margrid.model.revaluation.KnownAnswer;
import io.margrid.model.revaluation.RevaluationBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the provider says of machines, as the tests' driver describes them.
@Timeout(60)
class CudaProbeOnFakeDriverTest {
    private static FakeCuda cuda;

    @TempDir
    private Path folder;

    @BeforeAll
    static void load() throws IOException {
        cuda = FakeCuda.load();
    }

    @BeforeEach
    void reset() {
        cuda.reset();
        System.clearProperty(CudaSettings.DEVICE);
        System.clearProperty(CudaSettings.MEMORY);
    }

    @AfterEach
    void restore() {
        reset();
    }

    private static String unusable() {
        BackendProbe probe = new CudaBackendProvider().probe();
        assertThat(probe).isInstanceOf(BackendProbe.Unusable.class);
        BackendProbe.Unusable why = (BackendProbe.Unusable) probe;
        assertThatThrownBy(() -> new CudaBackendProvider().open())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(why.reason());
        return why.reason() + "; " + why.remedy();
    }

    private static BackendInfo usable() {
        BackendProbe probe = new CudaBackendProvider().probe();
        assertThat(probe).isInstanceOf(BackendProbe.Usable.class);
        assertThat(((BackendProbe.Usable) probe).rank()).isEqualTo(BackendProbe.Rank.CUDA);
        return ((BackendProbe.Usable) probe).info();
    }

    @Test
    void saysWhoWouldCompute() {
        cuda.device(0, "NVIDIA H100 80GB HBM3", 132, 1_980_000, 9, 0);
        assertThat(usable())
                .isEqualTo(new BackendInfo(
                        "cuda",
                        "cuda/NVIDIA/H100-80GB-HBM3",
                        "8192 MiB, 132 multiprocessors at up to 1980 MHz, compute capability 9.0, driver for"
                                + " CUDA 12.4"));
        try (RevaluationBackend backend = new CudaBackendProvider().open()) {
            assertThat(backend.info()).isEqualTo(usable());
        }
    }

    @ParameterizedTest(name = "cuInit answers {0}")
    @CsvSource({
        "100, the NVIDIA driver sees no device, CUDA_VISIBLE_DEVICES",
        "34, libcuda.so.1 is the CUDA toolkit's stub, LD_LIBRARY_PATH",
        "803, of different versions, restart the machine",
        "804, compatibility package, compat",
        "802, not ready, nvidia-fabricmanager",
        "999, cuInit fails with CUDA error 999, nvidia-smi"
    })
    void aDriverThatDoesNotStartIsSaid(int code, String reason, String remedy) {
        cuda.answer("cuInit", 1, code);
        String first = ((BackendProbe.Unusable) new CudaBackendProvider().probe()).toString();
        assertThat(first).contains(reason, remedy);
        // The fault is over.
        assertThat(usable().id()).isEqualTo("cuda");
    }

    @ParameterizedTest
    @CsvSource({
        "cuDriverGetVersion, 1",
        "cuDeviceGetCount, 1",
        "cuDeviceGet, 1",
        "cuDeviceGetName, 1",
        "cuDeviceTotalMem_v2, 1",
        "cuDeviceGetAttribute, 3"
    })
    void aDriverThatDoesNotDescribeItsDeviceIsSaid(String symbol, int at) {
        cuda.answer(symbol, at, 999);
        assertThat(new CudaBackendProvider().probe())
                .asString()
                .contains(symbol + " fails with CUDA error 999", "nvidia-smi");
        assertThat(usable().id()).isEqualTo("cuda");
    }

    @Test
    void noDeviceIsSaid() {
        cuda.devices(0);
        assertThat(unusable()).contains("sees no device", "--gpus all");
    }

    @Test
    void anOldDeviceIsSaid() {
        cuda.device(0, "Tesla M60", 16, 1_178_000, 5, 2);
        assertThat(unusable()).contains("Tesla M60 has compute capability 5.2", "7.5");
    }

    @Test
    void anOldDriverIsSaid() {
        cuda.version(10_020);
        assertThat(unusable()).contains("the NVIDIA driver is for CUDA 10.2", "CUDA 11.0 or newer");
    }

    @Test
    void takesTheLargestCapableDeviceOrTheNamedOne() {
        cuda.devices(4);
        cuda.device(0, "Small", 10, 1_000_000, 8, 6);
        cuda.device(1, "Large", 100, 1_500_000, 9, 0);
        cuda.device(2, "Large too", 100, 1_500_000, 9, 0);
        cuda.device(3, "Old but large", 1000, 1_500_000, 6, 0);
        assertThat(usable().label()).isEqualTo("cuda/NVIDIA/Large");
        System.setProperty(CudaSettings.DEVICE, "2");
        assertThat(usable().label()).isEqualTo("cuda/NVIDIA/Large-too");
        try (RevaluationBackend backend = new CudaBackendProvider().open()) {
            assertThat(KnownAnswer.reproducedBy(backend)).isTrue();
        }
        System.setProperty(CudaSettings.DEVICE, "3");
        assertThat(unusable()).contains("Old but large has compute capability 6.0");
        System.setProperty(CudaSettings.DEVICE, "4");
        assertThat(unusable()).contains("margrid.cuda.device is 4, and the driver shows 4 device(s)", "count from 0");
    }

    @ParameterizedTest
    @CsvSource({
        "margrid.cuda.device, -1",
        "margrid.cuda.device, first",
        "margrid.cuda.memory.mib, 0",
        "margrid.cuda.memory.mib, 1.5",
        "margrid.cuda.memory.mib, 99999999999"
    })
    void settingsThatAreNoneAreSaid(String property, String value) {
        System.setProperty(property, value);
        try {
            assertThat(unusable()).contains(property + " is \"" + value + "\"", "set it to a whole number from");
        } finally {
            System.clearProperty(property);
        }
    }

    @Test
    void otherMachinesAreSaid() {
        assertThatThrownBy(() -> CudaLibrary.requirePlatform("Mac OS X", "aarch64"))
                .hasMessage("jcuda has no native library for Mac OS X on aarch64");
        assertThatThrownBy(() -> CudaLibrary.requirePlatform("Linux", "aarch64"))
                .isInstanceOf(NoCudaException.class);
        assertThatThrownBy(() -> CudaLibrary.requirePlatform("Windows 11", "amd64"))
                .isInstanceOf(NoCudaException.class);
    }

    /// A process of its own, which loads the driver of a folder as any program does.
    private static String run(Path drivers, String... options) {
        return Tool.run(CudaRun.process(drivers, List.of(options)));
    }

    @Test
    void aProcessFindsTheDriverByItsName() {
        assertThat(run(cuda.folder())).contains("cuda: Usable", "cuda/NVIDIA/Fake-1000", "known answer: true");
    }

    /// jcuda's library would end the process at the first call of the missing function.
    @Test
    void aDriverThatLacksAFunctionDoesNotEndTheProcess() throws IOException {
        FakeCuda.build(folder, "-DcuStreamWaitEvent=fake_wait", "-DcuMemFreeHost=fake_free");
        assertThat(run(folder))
                .contains("the NVIDIA driver lacks cuMemFreeHost, cuStreamWaitEvent", "update the NVIDIA driver");
    }

    @Test
    void aDriverThatIsNoLibraryIsSaid() throws IOException {
        Files.writeString(folder.resolve(FakeCuda.LIBRARY), "nothing of use");
        assertThat(run(folder)).contains("there is no NVIDIA driver", "install the NVIDIA driver");
    }

    @Test
    void aMachineWithoutATemporaryFolderIsSaid() {
        assertThat(run(cuda.folder(), "-Djava.io.tmpdir=" + folder.resolve("gone")))
                .contains("cannot be unpacked", "gone does not exist", "java.io.tmpdir");
    }
}
