package io.margrid.kernels.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The text of the kernels: a dialect's prelude, then the parts that all dialects share.
public final class KernelSource {
    /// The shared parts, in order.
    static final List<String> PARTS = List.of("coefficients.h", "real_math.c", "black76.c", "revalue.c", "books.c");

    private KernelSource() {}

    /// Everything that a compiler of the dialect needs.
    ///
    /// @param dialect the language
    /// @return one text
    public static String assemble(KernelDialect dialect) {
        StringBuilder text = new StringBuilder(read("prelude/" + dialect.prelude()));
        for (String part : PARTS) {
            text.append('\n').append(read(part));
        }
        return text.toString();
    }

    /// What tells one text from another.
    ///
    /// @param text any text
    /// @return SHA-256 of its UTF-8 bytes, 64 hexadecimal digits
    public static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String read(String part) {
        try (InputStream in = KernelSource.class.getResourceAsStream("/io/margrid/kernels/c/" + part)) {
            if (in == null) {
                throw new IllegalStateException("the jar has no kernel text " + part);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
