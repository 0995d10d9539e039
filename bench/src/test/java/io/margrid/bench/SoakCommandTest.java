package io.margrid.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoakCommandTest {
    /// Fails too if an outcome is none of those that are right, or the server does not drain.
    @Test
    void saysWhatWasDoneAndHeld(@TempDir Path folder) throws IOException {
        Path result = folder.resolve("soak.md");
        int code = Bench.command().execute("soak", "--minutes", "0.1", "--markdown", result.toString());
        assertThat(code).isZero();
        assertThat(Files.readString(result))
                .contains("| margin, snapshot ", "| heap after collection, MiB ", "| descriptors ")
                .contains("too short a run to be judged")
                .endsWith("The server drained and ended with 0.\n");
    }

    @Test
    void timeMustBePositive() {
        assertThat(Bench.command().execute("soak", "--minutes", "0")).isEqualTo(2);
        assertThat(Bench.command().execute("soak", "--rate", "NaN")).isEqualTo(2);
    }
}
