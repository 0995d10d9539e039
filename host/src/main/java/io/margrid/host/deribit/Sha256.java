package io.margrid.host.deribit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The hash by which files are told apart.
public final class Sha256 {
    private Sha256() {}

    /// The hash of a file.
    ///
    /// @param bytes its content
    /// @return 64 lower-case hexadecimal digits
    public static String hex(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
