package io.margrid.kernels.cdialect;

import io.margrid.cpu.ScalarBackend;
import io.margrid.kernels.device.DeviceBackend;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBackendContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The contract on the kernels' text, compiled as C, in the way of devices that join neighbours' memory accesses.
class CDialectTest extends RevaluationBackendContract {
    @TempDir
    private static Path folder;

    private static Path library;

    @BeforeAll
    static void compile() throws IOException {
        library = CDriver.compile(folder, "-O2", "-march=native");
    }

    @Override
    protected RevaluationBackend open() {
        return new DeviceBackend(new CDriver(library, lanesAreInstruments()));
    }

    boolean lanesAreInstruments() {
        return false;
    }

    @Override
    protected RevaluationBackend openReference() {
        return new ScalarBackend();
    }
}
