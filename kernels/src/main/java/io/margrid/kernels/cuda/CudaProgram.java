package io.margrid.kernels.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The kernels as PTX, which every driver translates for its device. Made by `kernels/make_ptx`.
final class CudaProgram {
    private static final String RESOURCE = "margrid_kernels.ptx";

    private CudaProgram() {}

    /// The program.
    ///
    /// @return PTX
    static String text() {
        try (InputStream in = CudaProgram.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the jar has no " + RESOURCE);
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
