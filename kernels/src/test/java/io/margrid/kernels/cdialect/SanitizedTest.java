package io.margrid.kernels.cdialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.kernels.Tool;
import io.margrid.kernels.source.KernelDialect;
import io.margrid.kernels.source.KernelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The kernels' text under gcc's address and undefined-behaviour sanitizers, in a process of its own: the address
/// sanitizer must be there before the process takes its first memory.
class SanitizedTest {
    private static final String[] SANITIZERS = {
        "-O1", "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fsanitize=float-cast-overflow"
    };

    @TempDir
    private static Path folder;

    private static String run(Path library) {
        String runtime = Tool.run(List.of(Tool.require("gcc").toString(), "-print-file-name=libasan.so"))
                .strip();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                SanitizedRun.class.getName(),
                library.toString());
        // The JVM has its own use for SIGSEGV, and never frees what it took.
        builder.environment()
                .putAll(Map.of(
                        "LD_PRELOAD",
                        runtime,
                        "ASAN_OPTIONS",
                        "handle_segv=0:detect_leaks=0:abort_on_error=0:exitcode=99"));
        return Tool.run(builder);
    }

    @Test
    void theKernelsNeitherLeaveTheirMemoryNorRelyOnChance() throws IOException {
        assertThat(run(CDriver.compile(folder, SANITIZERS))).contains("same bits: 98");
    }

    /// That the sanitizer sees the arrays at all.
    @Test
    void aStepOutsideIsSeen() throws IOException {
        Path other = Files.createDirectory(folder.resolve("wrong"));
        Path library = CDriver.compile(other, SANITIZERS);
        String text = Files.readString(other.resolve("margrid_kernels.c"));
        assertThat(text).startsWith(KernelSource.assemble(KernelDialect.C));
        String wrong = text.replace("prepared[i] = given", "prepared[i + (1 + 2 * vol_shocks) * n] = given");
        assertThat(wrong).isNotEqualTo(text);
        Files.writeString(other.resolve("margrid_kernels.c"), wrong);
        Tool.run(List.of(
                Tool.require("gcc").toString(),
                "-std=c11",
                "-O1",
                "-fsanitize=address,undefined",
                "-ffp-contract=off",
                "-fPIC",
                "-shared",
                "-o",
                library.toString(),
                other.resolve("margrid_kernels.c").toString()));
        assertThatThrownBy(() -> run(library))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("heap-buffer-overflow");
    }
}
