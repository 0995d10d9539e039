package io.margrid.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.kernels.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Many processes that start together, as those of a cluster on one machine do, each unpacking the bindings'
/// native libraries. A quarter of them finds an empty temporary folder; the others find files under the
/// libraries' names: cut off, garbage, or a real library that somebody planted.
///
/// `-Dmargrid.jvms=100` starts a hundred, as CI does.
@Timeout(300)
class HundredJvmsOnFakeDriverTest {
    private static final int JVMS = Integer.getInteger("margrid.jvms", 8);

    /// At once; more only waits for processors and fills memory.
    private static final int BATCH = 25;

    private static final List<String> NAMES = List.of(
            "libJCudaDriver-12.6.0-linux-x86_64.so",
            "libJOCL_2_0_6-linux-x86_64.so",
            // As System.mapLibraryName and earlier versions have them.
            "libJCudaDriver.so",
            "libJOCL.so");

    @TempDir
    private Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    private List<Path> temporaryFolders() throws IOException {
        Path empty = folder("empty");
        Path cut = folder("cut");
        Path garbage = folder("garbage");
        Path planted = folder("planted");
        Path spy = folder.resolve("spy.so");
        Path text = Files.writeString(folder.resolve("spy.c"), """
            #include <fcntl.h>
            __attribute__((constructor)) static void tell(void) { creat("%s", 0600); }
            """.formatted(marker()));
        Tool.run(List.of(Tool.require("gcc").toString(), "-shared", "-fPIC", "-o", spy.toString(), text.toString()));
        byte[] real;
        try (InputStream in = CudaRun.class.getResourceAsStream("/lib/" + NAMES.getFirst())) {
            assertThat(in).isNotNull();
            real = in.readAllBytes();
        }
        for (String name : NAMES) {
            Files.write(cut.resolve(name), Arrays.copyOf(real, real.length / 3));
            Files.writeString(garbage.resolve(name), "no library at all");
            Files.copy(spy, planted.resolve(name));
        }
        return List.of(empty, cut, garbage, planted);
    }

    private Path marker() {
        return folder.resolve("planted-library-was-loaded");
    }

    private static Map<Path, Long> contents(List<Path> folders) throws IOException {
        Map<Path, Long> sizes = new TreeMap<>();
        for (Path each : folders) {
            try (Stream<Path> files = Files.walk(each)) {
                files.forEach(file -> sizes.put(file, size(file)));
            }
        }
        return sizes;
    }

    private static long size(Path file) {
        try {
            return Files.isDirectory(file) ? -1 : Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void loadTheirOwnLibrariesWhateverLiesInTheTemporaryFolder() throws IOException, InterruptedException {
        Path drivers = FakeCuda.load().folder();
        List<Path> temporary = temporaryFolders();
        Map<Path, Long> before = contents(temporary);
        for (int started = 0; started < JVMS; started += BATCH) {
            List<Path> outputs = new ArrayList<>();
            int first = processes.size();
            for (int i = started; i < Math.min(JVMS, started + BATCH); i++) {
                Path output = folder.resolve("output-" + i);
                outputs.add(output);
                processes.add(CudaRun.process(
                                drivers, List.of("-Djava.io.tmpdir=" + temporary.get(i % temporary.size())))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start());
            }
            for (int i = 0; i < outputs.size(); i++) {
                Process process = processes.get(first + i);
                assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
                String said = Files.readString(outputs.get(i));
                assertThat(process.exitValue()).as(said).isZero();
                assertThat(said)
                        .contains("cuda: Usable", "known answer: true", "opencl: ")
                        .doesNotContain("WARNING");
            }
        }
        assertThat(processes).hasSize(JVMS);
        assertThat(marker()).doesNotExist();
        assertThat(contents(temporary)).isEqualTo(before);
    }
}
