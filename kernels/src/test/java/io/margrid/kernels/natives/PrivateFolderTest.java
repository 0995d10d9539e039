package io.margrid.kernels.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {
    private final String before = System.getProperty("java.io.tmpdir");

    @TempDir
    private Path folder;

    @AfterEach
    void restore() {
        System.setProperty("java.io.tmpdir", before);
    }

    private void use(String permissions) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
        System.setProperty("java.io.tmpdir", folder.toString());
    }

    @Test
    void isNewAndPrivateAndGoesAway() throws IOException {
        use("rwxr-xr-x");
        AtomicReference<Path> seen = new AtomicReference<>(folder);
        PrivateFolder.during(() -> {
            Path inside = Path.of(System.getProperty("java.io.tmpdir"));
            seen.set(inside);
            try {
                assertThat(Files.getPosixFilePermissions(inside))
                        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
                Files.writeString(inside.resolve("libAny.so"), "x");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(seen).doesNotHaveValue(folder);
        assertThat(seen.get()).doesNotExist().hasParentRaw(folder);
        assertThat(System.getProperty("java.io.tmpdir")).isEqualTo(folder.toString());
    }

    @Test
    void goesAwayAfterAFailureToo() throws IOException {
        use("rwx------");
        assertThatThrownBy(() -> PrivateFolder.during(() -> {
                    throw new UnsatisfiedLinkError("no library");
                }))
                .isInstanceOf(UnsatisfiedLinkError.class);
        assertThat(folder).isEmptyDirectory();
        assertThat(System.getProperty("java.io.tmpdir")).isEqualTo(folder.toString());
    }

    @Test
    void refusesAFolderWhoseFilesOthersMayExchange() throws IOException {
        use("rwxrwxrwx");
        assertThatThrownBy(() -> PrivateFolder.during(() -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no sticky bit")
                .hasMessageContaining(folder.toString());
    }

    @Test
    void namesAFolderThatIsNotThere() {
        System.setProperty("java.io.tmpdir", folder.resolve("gone").toString());
        assertThatThrownBy(() -> PrivateFolder.during(() -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gone does not exist");
    }
}
