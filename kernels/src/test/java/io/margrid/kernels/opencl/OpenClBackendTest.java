package io.margrid.kernels.opencl;

import io.margrid.cpu.ScalarBackend;
import io.margrid.kernels.device.DeviceBackend;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBackendContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.BeforeAll;

/// The contract on this machine's OpenCL device with one queue.
class OpenClBackendTest extends RevaluationBackendContract {
    @BeforeAll
    static void requireDevice() throws IOException {
        OpenCl.require();
    }

    @Override
    protected RevaluationBackend open() {
        try {
            return new DeviceBackend(OpenCl.open(isOverlapping()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isOverlapping() {
        return false;
    }

    @Override
    protected RevaluationBackend openReference() {
        return new ScalarBackend();
    }
}
