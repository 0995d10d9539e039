package io.margrid.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramCacheTest {
    private static final byte[] PROGRAM = {1, 2, 3};

    @TempDir
    private Path folder;

    private Path programs() {
        return folder.resolve("margrid").resolve("opencl");
    }

    private ProgramCache cache() {
        return new ProgramCache(Optional.of(programs()));
    }

    @Test
    void givesBackWhatItKept() {
        assertThat(cache().get("key")).isEmpty();
        cache().put("key", PROGRAM);
        assertThat(cache().get("key"))
                .hasValueSatisfying(program -> assertThat(program).isEqualTo(PROGRAM));
        assertThat(cache().get("other")).isEmpty();
        cache().put("key", new byte[] {9});
        assertThat(cache().get("key"))
                .hasValueSatisfying(program -> assertThat(program).isEqualTo(new byte[] {9}));
    }

    @Test
    void everythingThatMattersIsInTheKey() {
        Set<String> keys = new TreeSet<>(List.of(
                ProgramCache.key("text", "options", "device"),
                ProgramCache.key("text2", "options", "device"),
                ProgramCache.key("text", "options2", "device"),
                ProgramCache.key("text", "options", "device2")));
        assertThat(keys).hasSize(4).allMatch(key -> key.matches("[0-9a-f]{64}"));
    }

    @Test
    void onlyTheUserMayEnterTheFolder() throws IOException {
        cache().put("key", PROGRAM);
        assertThat(Files.getPosixFilePermissions(programs())).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        try (Stream<Path> files = Files.list(programs())) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("key");
        }
    }

    @Test
    void aDamagedFileIsNotUsed() throws IOException {
        cache().put("key", PROGRAM);
        byte[] content = Files.readAllBytes(programs().resolve("key"));
        for (int length : new int[] {0, 1, 31, 32, content.length - 1}) {
            Files.write(programs().resolve("key"), Arrays.copyOf(content, length));
            assertThat(cache().get("key")).as("%d bytes", length).isEmpty();
        }
        content[content.length - 1] ^= 1;
        Files.write(programs().resolve("key"), content);
        assertThat(cache().get("key")).isEmpty();
    }

    @Test
    void aFolderThatOthersMayWriteIsNotUsed() throws IOException {
        cache().put("key", PROGRAM);
        Files.setPosixFilePermissions(programs(), PosixFilePermissions.fromString("rwxrwx---"));
        assertThat(cache().get("key")).isEmpty();
        cache().put("key2", PROGRAM);
        assertThat(programs().resolve("key2")).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeMadeIsNoCache() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        ProgramCache cache = new ProgramCache(Optional.of(file.resolve("below")));
        cache.put("key", PROGRAM);
        assertThat(cache.get("key")).isEmpty();
    }

    @Test
    void offMeansNone() {
        ProgramCache none = new ProgramCache(Optional.empty());
        none.put("key", PROGRAM);
        assertThat(none.get("key")).isEmpty();
    }
}
