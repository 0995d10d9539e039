package io.margrid.host.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFilesTest {
    @TempDir
    private Path folder;

    private Path sub;

    @BeforeEach
    void files() throws IOException {
        sub = Files.createDirectory(folder.resolve("sub.json"));
        for (String name : List.of("b.json", "a.JSON", "notes.txt", ".hidden.json", "sub.json/b.json")) {
            Files.writeString(folder.resolve(name), name);
        }
    }

    private static String content(SourceFile source) throws IOException {
        try (InputStream stream = source.open().get()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void folderGivesItsJsonFilesInOrderOfNames() throws IOException {
        List<SourceFile> sources = SourceFiles.of(List.of(folder));
        assertThat(sources).extracting(SourceFile::name).containsExactly("a.JSON", "b.json");
        assertThat(sources).noneMatch(SourceFile::named);
        assertThat(content(sources.getLast())).isEqualTo("b.json");
    }

    @Test
    void fileIsTakenAsItIs() throws IOException {
        List<SourceFile> sources = SourceFiles.of(List.of(folder.resolve("notes.txt"), folder.resolve("a.JSON")));
        assertThat(sources).extracting(SourceFile::name).containsExactly("notes.txt", "a.JSON");
        assertThat(sources).allMatch(SourceFile::named);
        assertThat(content(sources.getFirst())).isEqualTo("notes.txt");
    }

    @Test
    void filesOfOneNameAreCalledByTheirPaths() {
        List<SourceFile> sources = SourceFiles.of(List.of(folder, sub));
        assertThat(sources)
                .extracting(SourceFile::name)
                .containsExactly(
                        "a.JSON",
                        folder.resolve("b.json").toString(),
                        sub.resolve("b.json").toString());
    }

    @Test
    void everyMissingPathIsReported() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(Sources.violations(
                        () -> SourceFiles.of(List.of(Path.of("no/such"), folder, empty, Path.of("nor this")))))
                .containsExactly(
                        "no/such: no such file or folder",
                        empty + ": the folder holds no .json file",
                        "nor this: no such file or folder");
    }

    @Test
    void oneFile() {
        assertThat(SourceFiles.one(folder.resolve("notes.txt").toString()).name())
                .isEqualTo("notes.txt");
        assertThat(SourceFiles.one("-").name()).isEqualTo("standard input");
        assertThat(Sources.violations(() -> SourceFiles.one("none.csv"))).containsExactly("none.csv: no such file");
        assertThat(Sources.violations(() -> SourceFiles.one(folder.toString())))
                .containsExactly(folder + ": is a folder, expected a file");
    }

    @Test
    void resource() throws IOException {
        SourceFile source = Sources.resource("positions/get_positions.json");
        assertThat(source.name()).isEqualTo("get_positions.json");
        assertThat(content(source)).startsWith("{").contains("\"size_currency\": 0.006687487");
    }
}
