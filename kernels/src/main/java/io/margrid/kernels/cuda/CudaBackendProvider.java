package io.margrid.kernels.cuda;

import io.margrid.kernels.device.DeviceBackend;
import io.margrid.model.revaluation.BackendProbe;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBackendProvider;
import java.lang.foreign.SymbolLookup;

/// Offers NVIDIA's GPUs. A machine needs the driver only, nothing of the CUDA toolkit.
///
/// The order of looking is that of harm: what answers comes first, and jcuda, which may be loaded once only and
/// whose missing symbols end the process, comes last.
public final class CudaBackendProvider implements RevaluationBackendProvider {
    static final String ID = "cuda";

    /// For `ServiceLoader`.
    public CudaBackendProvider() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public BackendProbe probe() {
        try {
            return new BackendProbe.Usable(find(CudaSettings.read()).info(), BackendProbe.Rank.CUDA);
        } catch (NoCudaException e) {
            return e.unusable();
        } catch (RuntimeException | LinkageError e) {
            return new BackendProbe.Unusable(
                    "the search for CUDA failed: " + e, "report this, with the versions of Java and of the driver");
        }
    }

    private static CudaDevice find(CudaSettings settings) throws NoCudaException {
        CudaLibrary.requirePlatform(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        SymbolLookup driver = CudaDetection.driver();
        CudaDevice device = CudaDetection.find(driver, settings);
        CudaLibrary.load(driver);
        return device;
    }

    @Override
    public RevaluationBackend open() {
        try {
            CudaSettings settings = CudaSettings.read();
            return new DeviceBackend(new CudaDriver(find(settings), settings.memoryBytes()));
        } catch (NoCudaException e) {
            throw new IllegalStateException("CUDA cannot be used here: " + e.getMessage(), e);
        }
    }
}
