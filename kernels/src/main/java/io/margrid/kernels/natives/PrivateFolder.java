package io.margrid.kernels.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/// A place where a binding can unpack its native library without danger.
///
/// JCuda and JOCL unpack theirs to a fixed name in the temporary folder and take whatever file has that name
/// already: half a file of a process that starts at the same time (seen to kill the JVM with SIGBUS), or a file
/// that another user put there. They find the folder by the property `java.io.tmpdir`, so for the moment of their
/// loading it names a new folder that only this user may enter.
public final class PrivateFolder {
    private static final String TEMPORARY_FOLDER = "java.io.tmpdir";
    private static final int STICKY = 0_1000;

    private PrivateFolder() {}

    /// Runs something that unpacks and loads native libraries, in a new private folder that is deleted afterwards:
    /// a loaded library needs its file no more.
    ///
    /// @param loading makes the binding load its library
    /// @throws IOException if there can be no private folder; the message says why
    public static synchronized void during(Runnable loading) throws IOException {
        String before = System.getProperty(TEMPORARY_FOLDER);
        Path parent = Path.of(before);
        requireSafe(parent);
        Path folder = create(parent);
        try {
            System.setProperty(TEMPORARY_FOLDER, folder.toString());
            loading.run();
        } finally {
            System.setProperty(TEMPORARY_FOLDER, before);
            delete(folder);
        }
    }

    /// In a folder that others may write, only the sticky bit keeps them from exchanging ours for theirs.
    private static void requireSafe(Path parent) throws IOException {
        if (!parent.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return;
        }
        Set<PosixFilePermission> permissions;
        int mode;
        try {
            permissions = Files.getPosixFilePermissions(parent);
            mode = (int) Files.getAttribute(parent, "unix:mode");
        } catch (NoSuchFileException e) {
            throw new IOException("the temporary folder %s does not exist".formatted(parent), e);
        }
        boolean shared = permissions.contains(PosixFilePermission.OTHERS_WRITE)
                || permissions.contains(PosixFilePermission.GROUP_WRITE);
        if (shared && (mode & STICKY) == 0) {
            throw new IOException(
                    "others may exchange files in the temporary folder %s: it has no sticky bit".formatted(parent));
        }
    }

    private static Path create(Path parent) throws IOException {
        if (!parent.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return Files.createTempDirectory(parent, "margrid-");
        }
        return Files.createTempDirectory(
                parent, "margrid-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.delete(folder);
        } catch (IOException _) {
            // Where a loaded library's file cannot be deleted (Windows), it stays behind; nothing depends on it.
        }
    }
}
