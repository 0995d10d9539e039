package io.margrid.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The scripts of `bench/gpu`, with stand-ins for Java and the sanitizer: a step that fails must not go unseen.
class GpuScriptsTest {
    private static final Path ROOT = Path.of(System.getProperty("margrid.root", ".."));

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void makeBundle() throws IOException, InterruptedException {
        script(folder.resolve("jre/bin/java"), """
            printf '%s\\n' "$@"
            case "$*" in
              *"${STAND_IN_FAILS:-nothing}"*) exit 1 ;;
            esac
            """);
        script(folder.resolve("sanitizer"), "exit \"$STAND_IN_CODE\"\n");
        assertThat(run(folder, Map.of(), "tar", "-C", "jre", "-czf", "jre.tar.gz", "."))
                .isZero();
        Files.createDirectory(folder.resolve("lib"));
        Files.writeString(folder.resolve("commit"), "abc\n");
        Files.copy(ROOT.resolve("bench/gpu/go"), folder.resolve("go"));
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/usr/bin/env bash\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static int run(Path in, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        return builder.start().waitFor();
    }

    private int go(Map<String, String> environment, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "go", "results"));
        command.addAll(List.of(options));
        return run(folder, environment, command.toArray(String[]::new));
    }

    private String result() throws IOException {
        return Files.readString(folder.resolve("results/result.md"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bench/run", "bench/gpu/run", "bench/gpu/go"})
    void areBash(String script) throws IOException, InterruptedException {
        assertThat(run(ROOT, Map.of(), "bash", "-n", script)).isZero();
    }

    @Test
    void allStepsPass() throws IOException, InterruptedException {
        assertThat(go(Map.of("COMPUTE_SANITIZER", folder.resolve("sanitizer").toString(), "STAND_IN_CODE", "0")))
                .isZero();
        assertThat(result())
                .startsWith("# Backend cuda checked and measured, ")
                .contains("commit abc")
                .contains("| doctor | passed |", "| contract | passed |", "| sanitizer | passed |")
                .contains("| comparison | passed |");
    }

    @ParameterizedTest
    @ValueSource(strings = {"doctor", "ContractRun", "BackendComparison"})
    void aStepThatFailsFailsTheRun(String step) throws IOException, InterruptedException {
        assertThat(go(Map.of("STAND_IN_FAILS", step), "--backend", "opencl")).isEqualTo(1);
        assertThat(result())
                .containsOnlyOnce("FAILED: exit code 1")
                .contains("| sanitizer | not run: it is for CUDA |");
    }

    @Test
    void theSanitizersFindingsFailTheRun() throws IOException, InterruptedException {
        assertThat(go(Map.of("COMPUTE_SANITIZER", folder.resolve("sanitizer").toString(), "STAND_IN_CODE", "86")))
                .isEqualTo(1);
        assertThat(result()).contains("| sanitizer | FAILED: exit code 86 |");
    }

    @Test
    void aSanitizerThatIsNotThereIsSaid() throws IOException, InterruptedException {
        assertThat(go(Map.of("COMPUTE_SANITIZER", folder.resolve("none").toString())))
                .isZero();
        assertThat(result()).contains("| sanitizer | not run: compute-sanitizer was not found |");
    }

    @Test
    void wrongOptionsAreRefused() throws IOException, InterruptedException {
        assertThat(go(Map.of(), "--wrong")).isEqualTo(2);
        assertThat(go(Map.of(), "--patience", "0")).isEqualTo(2);
        assertThat(run(folder, Map.of(), "bash", "go")).isEqualTo(2);
    }
}
