package io.margrid.host.deribit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/// A file to be read, or anything else that gives bytes.
///
/// @param name  what messages call it
/// @param named whether the user named this file; false if it was found in a folder, where files of other kinds
///     may
///     lie
/// @param open  opens it
public record SourceFile(String name, boolean named, InputStreamSupplier open) {
    /// Largest file that is read, in bytes: 1 GiB.
    public static final long MAX_BYTES = 1L << 30;

    /// What a user writes for standard input.
    public static final String STANDARD_INPUT = "-";

    /// A resource of the class path.
    ///
    /// @param beside a class in the resource's package
    /// @param name   the resource's name, relative to that package
    /// @return the resource, called by its last name part
    public static SourceFile resource(Class<?> beside, String name) {
        return new SourceFile(name.substring(name.lastIndexOf('/') + 1), true, () -> {
            InputStream stream = beside.getResourceAsStream(name);
            if (stream == null) {
                throw new FileNotFoundException("no resource %s beside %s".formatted(name, beside.getName()));
            }
            return stream;
        });
    }

    /// The process's standard input, which can be read once. It stays open.
    ///
    /// @return the source
    public static SourceFile standardInput() {
        return new SourceFile("standard input", true, () -> new KeptOpen(System.in));
    }

    /// Passes everything on but the close.
    private static final class KeptOpen extends InputStream {
        private final InputStream in;

        KeptOpen(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return in.read(bytes, offset, length);
        }
    }
}
