package io.margrid.host.deribit;

import java.io.IOException;
import java.io.InputStream;

/// Opens a source of bytes.
@FunctionalInterface
public interface InputStreamSupplier {
    /// Opens the source; the caller closes the stream.
    ///
    /// @return a stream at the first byte
    /// @throws IOException if it cannot be opened
    InputStream get() throws IOException;
}
