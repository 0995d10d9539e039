package io.margrid.kernels.cuda;

import io.margrid.kernels.natives.PrivateFolder;
import java.io.IOException;
import java.lang.foreign.SymbolLookup;
import java.util.List;
import java.util.Locale;
import jcuda.driver.JCudaDriver;
import org.jspecify.annotations.Nullable;

/// Loads jcuda, once per process.
final class CudaLibrary {
    /// The driver's functions behind our calls of jcuda, by the names that its library binds: a small set, that
    /// all drivers since CUDA 11.0 have.
    ///
    /// That library binds each at its first call, and ends the process if it is not there. So they are looked up
    /// before jcuda is touched. A call of a function of jcuda that is not yet in use needs its name here.
    static final List<String> SYMBOLS = List.of(
            "cuInit",
            "cuGetErrorName",
            "cuDeviceGet",
            "cuDevicePrimaryCtxRetain",
            "cuDevicePrimaryCtxRelease_v2",
            "cuCtxSetCurrent",
            "cuMemGetInfo_v2",
            "cuMemAlloc_v2",
            "cuMemFree_v2",
            "cuMemAllocHost_v2",
            "cuMemFreeHost",
            "cuMemcpyHtoDAsync_v2",
            "cuMemcpyDtoHAsync_v2",
            "cuStreamCreate",
            "cuStreamDestroy_v2",
            "cuStreamSynchronize",
            "cuStreamWaitEvent",
            "cuEventCreate",
            "cuEventDestroy_v2",
            "cuEventRecord",
            "cuEventSynchronize",
            "cuEventElapsedTime",
            "cuModuleLoadDataEx",
            "cuModuleUnload",
            "cuModuleGetFunction",
            "cuLaunchKernel");

    private static boolean loaded;
    private static @Nullable String refusal;

    private CudaLibrary() {}

    /// Whether jcuda has a native library for this machine.
    static void requirePlatform(String os, String architecture) throws NoCudaException {
        boolean linux = os.toLowerCase(Locale.ROOT).contains("linux");
        if (!linux || !(architecture.equals("amd64") || architecture.equals("x86_64"))) {
            throw new NoCudaException(
                    "jcuda has no native library for %s on %s".formatted(os, architecture),
                    "run on Linux with an x86-64 processor, or take another backend");
        }
    }

    /// Loads jcuda. What it once failed at it fails at for good: a class whose loading failed cannot be loaded
    /// again.
    ///
    /// @param driver NVIDIA's driver library
    static synchronized void load(SymbolLookup driver) throws NoCudaException {
        if (refusal != null) {
            throw refused(refusal);
        }
        if (loaded) {
            return;
        }
        List<String> missing =
                SYMBOLS.stream().filter(symbol -> driver.find(symbol).isEmpty()).toList();
        if (!missing.isEmpty()) {
            throw new NoCudaException(
                    "the NVIDIA driver lacks " + String.join(", ", missing),
                    "update the NVIDIA driver to one for CUDA 11.0 or newer");
        }
        try {
            // Our own checks name the call and the device.
            PrivateFolder.during(() -> JCudaDriver.setExceptionsEnabled(false));
            loaded = true;
        } catch (IOException e) {
            throw new NoCudaException(
                    "jcuda's native library cannot be unpacked: " + e.getMessage(),
                    "let -Djava.io.tmpdir name a folder that this user may write");
        } catch (LinkageError e) {
            refusal = "jcuda's native library does not load: " + firstLine(e);
            throw refused(refusal);
        }
    }

    private static NoCudaException refused(String reason) {
        return new NoCudaException(
                reason, "put jcuda once, and with jcuda-natives for linux-x86_64, on the program's class path");
    }

    /// jcuda's own message holds two stack traces.
    private static String firstLine(LinkageError e) {
        String text = String.valueOf(e.getMessage()).strip();
        return text.lines().findFirst().orElse(text);
    }
}
