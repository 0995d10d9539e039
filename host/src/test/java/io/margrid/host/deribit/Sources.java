package io.margrid.host.deribit;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violation;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Sources of texts and byte patterns for tests.
final class Sources {
    private Sources() {}

    /// A file that the user named.
    static SourceFile text(String name, String content) {
        return bytes(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /// A file that was found in a folder.
    static SourceFile found(String name, String content) {
        return new SourceFile(name, false, () -> new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    }

    static SourceFile bytes(String name, byte[] content) {
        return new SourceFile(name, true, () -> new ByteArrayInputStream(content));
    }

    static SourceFile resource(String name) {
        return SourceFile.resource(Sources.class, name);
    }

    /// A file of `head`, then `row` as often as given, then `tail`, which is never held in memory.
    static SourceFile repeated(String name, String head, String row, int rows, String tail) {
        return new SourceFile(name, true, () -> new Repeating(head, row, rows, tail));
    }

    /// The violations that a call fails with, as a user reads them.
    static List<String> violations(ThrowingCallable call) {
        InvalidInputException e = catchThrowableOfType(InvalidInputException.class, call);
        return e == null
                ? List.of()
                : e.violations().stream().map(Violation::toString).toList();
    }

    private static final class Repeating extends InputStream {
        private static final int ROWS_PER_CHUNK = 256;

        private final Deque<byte[]> chunks = new ArrayDeque<>();
        private int at;

        Repeating(String head, String row, int rows, String tail) {
            chunks.add(head.getBytes(StandardCharsets.UTF_8));
            byte[] many = row.repeat(ROWS_PER_CHUNK).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < rows / ROWS_PER_CHUNK; i++) {
                chunks.add(many);
            }
            chunks.add(row.repeat(rows % ROWS_PER_CHUNK).getBytes(StandardCharsets.UTF_8));
            chunks.add(tail.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            while (!chunks.isEmpty() && at == chunks.getFirst().length) {
                chunks.removeFirst();
                at = 0;
            }
            if (chunks.isEmpty()) {
                return -1;
            }
            byte[] chunk = chunks.getFirst();
            int n = Math.min(length, chunk.length - at);
            System.arraycopy(chunk, at, bytes, offset, n);
            at += n;
            return n;
        }
    }
}
