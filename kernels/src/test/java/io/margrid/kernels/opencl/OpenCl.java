package io.margrid.kernels.opencl;

import io.margrid.kernels.Tool;
import io.margrid.model.revaluation.BackendProbe;
import java.io.IOException;
import java.util.Optional;

/// The OpenCL device that tests run on, if there is one.
final class OpenCl {
    private OpenCl() {}

    /// A device, or the test is skipped, or fails where property `margrid.skips.fail` is true.
    static OpenClDevice require() throws IOException {
        if (new OpenClBackendProvider().probe() instanceof BackendProbe.Unusable(String reason, String remedy)) {
            throw Tool.missing("OpenCL: %s; %s".formatted(reason, remedy));
        }
        OpenClBackendProvider.load();
        return OpenClDevice.all().stream()
                .filter(OpenClDevice::isUsable)
                .findFirst()
                .orElseThrow();
    }

    /// A driver that compiles anew each time.
    static OpenClDriver open(boolean overlapping) throws IOException {
        return OpenClDriver.open(require(), new ProgramCache(Optional.empty()), overlapping);
    }
}
