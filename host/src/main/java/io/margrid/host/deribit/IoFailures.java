package io.margrid.host.deribit;

import java.io.IOException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/// Failures of files and sockets in words for a user: no name of a Java class, no path twice.
public final class IoFailures {
    private IoFailures() {}

    /// Says why something could not be read, written or opened.
    ///
    /// @param failure what was thrown
    /// @return words that follow "cannot be read: "
    public static String why(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return "the address is in use, or not one of this machine";
            }
        }
        String message = String.valueOf(failure.getMessage());
        return switch (failure) {
            case NoSuchFileException _ -> "no such file or folder";
            case AccessDeniedException _ -> "permission denied";
            case UnknownHostException _ -> "there is no such host";
            case NotDirectoryException _ -> "not a folder";
            case CharacterCodingException _ -> "it is not UTF-8 text";
            case FileSystemException e -> e.getReason() == null ? "the system gives no reason" : lower(e.getReason());
            default -> failure.getMessage() == null ? "the system gives no reason" : lower(message);
        };
    }

    /// The system's words begin with a capital, ours do not.
    private static String lower(String message) {
        return message.isEmpty() ? message : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
}
