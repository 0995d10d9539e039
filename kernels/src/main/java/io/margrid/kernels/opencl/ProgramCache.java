package io.margrid.kernels.opencl;

import io.margrid.kernels.source.KernelSource;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// Compiled programs in the user's cache folder, by text, options, device and driver.
///
/// A file is a SHA-256 and what it is the hash of: a half written or damaged one is not used. Files that somebody
/// else could have written are not either. Only about speed: every failure means compiling anew.
final class ProgramCache {
    private static final System.Logger LOG = System.getLogger(ProgramCache.class.getName());
    private static final int HASH_BYTES = 32;
    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");

    private final Optional<Path> folder;

    /// A cache in a folder.
    ///
    /// @param folder made when needed; empty for no cache
    ProgramCache(Optional<Path> folder) {
        this.folder = folder;
    }

    /// The user's cache: `margrid/opencl` in `XDG_CACHE_HOME` or `~/.cache`, or the folder that property
    /// `margrid.opencl.cache` names; none if it is `off`.
    static ProgramCache ofUser() {
        String property = System.getProperty("margrid.opencl.cache", "");
        if (property.equals("off")) {
            return new ProgramCache(Optional.empty());
        }
        if (!property.isEmpty()) {
            return new ProgramCache(Optional.of(Path.of(property)));
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path caches = xdg != null && Path.of(xdg).isAbsolute()
                ? Path.of(xdg)
                : Path.of(System.getProperty("user.home"), ".cache");
        return new ProgramCache(Optional.of(caches.resolve("margrid").resolve("opencl")));
    }

    /// The name of a program's file.
    ///
    /// @param text    of the program
    /// @param options of the compiler
    /// @param device  platform, device and driver
    static String key(String text, String options, String device) {
        return KernelSource.hash(String.join("\0", KernelSource.hash(text), options, device));
    }

    Optional<byte[]> get(String key) {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        Path file = folder.get().resolve(key);
        try {
            if (!Files.exists(file) || !isOurs(folder.get())) {
                return Optional.empty();
            }
            byte[] content = Files.readAllBytes(file);
            if (content.length <= HASH_BYTES) {
                return Optional.empty();
            }
            byte[] program = Arrays.copyOfRange(content, HASH_BYTES, content.length);
            return Arrays.equals(Arrays.copyOf(content, HASH_BYTES), hash(program))
                    ? Optional.of(program)
                    : Optional.empty();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "compiled program not read", e);
            return Optional.empty();
        }
    }

    void put(String key, byte[] program) {
        if (folder.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(folder.get(), attributes(folder.get()));
            if (!isOurs(folder.get())) {
                return;
            }
            byte[] content = Arrays.copyOf(hash(program), HASH_BYTES + program.length);
            System.arraycopy(program, 0, content, HASH_BYTES, program.length);
            Path half = Files.createTempFile(folder.get(), "half-", "");
            try {
                Files.write(half, content);
                Files.move(half, folder.get().resolve(key), StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.delete(half);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "compiled program not kept", e);
        }
    }

    private static FileAttribute<?>[] attributes(Path path) {
        return isPosix(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWN)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /// Whether nobody else can write to the folder.
    private static boolean isOurs(Path folder) throws IOException {
        if (!isPosix(folder)) {
            return true;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        return Files.getOwner(folder).getName().equals(System.getProperty("user.name"))
                && !permissions.contains(PosixFilePermission.GROUP_WRITE)
                && !permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }

    private static byte[] hash(byte[] program) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(program);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
