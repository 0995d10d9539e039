package io.margrid.kernels.cuda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The tests' driver, built and loaded once for the tests of this process.
final class CudaOnFakeDriver {
    /// Where the library is, for processes of their own.
    static final Path FOLDER;

    static final FakeCuda CUDA;

    static {
        try {
            FOLDER = Files.createTempDirectory("margrid-fake-cuda");
            Path library = FakeCuda.build(FOLDER);
            CUDA = FakeCuda.load(library);
            for (String file : new String[] {"kernels.cpp", "kernels.o", FakeCuda.LIBRARY}) {
                FOLDER.resolve(file).toFile().deleteOnExit();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CudaOnFakeDriver() {}
}
