package io.margrid.host.deribit;

import io.margrid.model.input.InvalidInputException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Serial;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Opens a source as text: UTF-8 without byte order mark, up to a number of bytes.
public final class SourceText {
    private static final int LOOK_AHEAD = 4_096;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private SourceText() {}

    static BufferedReader open(SourceFile source, long maxBytes) throws IOException {
        InputStream stream = new BufferedInputStream(new Limited(source.open().get(), maxBytes));
        try {
            stream.mark(2);
            if (stream.read() == GZIP_FIRST && stream.read() == GZIP_SECOND) {
                throw new Unusable("is compressed with gzip: unpack it first");
            }
            stream.reset();
            BufferedReader reader = new BufferedReader(new InputStreamReader(
                    stream,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)));
            reader.mark(1);
            if (reader.read() != BYTE_ORDER_MARK) {
                reader.reset();
            }
            return reader;
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }

    /// The first line with anything on it, without moving the reader; empty if the text is blank or begins with
    /// very many blanks.
    static String firstLine(BufferedReader reader) throws IOException {
        reader.mark(LOOK_AHEAD);
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < LOOK_AHEAD; i++) {
            int c = reader.read();
            if (c < 0) {
                break;
            }
            if (c == '\n' || c == '\r') {
                if (!line.toString().isBlank()) {
                    break;
                }
                line.setLength(0);
            } else {
                line.append((char) c);
            }
        }
        reader.reset();
        return line.toString().strip();
    }

    /// Says why a source could not be read.
    static String problem(IOException failure) {
        return switch (failure) {
            case Unusable e -> String.valueOf(e.getMessage());
            case CharacterCodingException _ -> "is not UTF-8 text";
            default -> "cannot be read: " + IoFailures.why(failure);
        };
    }

    /// Something that is said of the file as it is.
    private static final class Unusable extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }

    /// Fails after a number of bytes.
    private static final class Limited extends FilterInputStream {
        private final long maxBytes;
        private long left;

        Limited(InputStream in, long maxBytes) {
            super(in);
            this.maxBytes = maxBytes;
            this.left = maxBytes;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = in.read(bytes, offset, length);
            count(Math.max(n, 0));
            return n;
        }

        private void count(int bytes) throws IOException {
            left -= bytes;
            if (left < 0) {
                throw new Unusable("is larger than %d bytes".formatted(maxBytes));
            }
        }
    }

    /// The bytes of a small file.
    ///
    /// @param source the file
    /// @return its content
    /// @throws InvalidInputException if it cannot be read or is too large
    public static byte[] bytes(SourceFile source) {
        try (InputStream in = new Limited(source.open().get(), SourceFile.MAX_BYTES)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new InvalidInputException(source.name(), problem(e));
        }
    }
}
