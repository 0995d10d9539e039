package io.margrid.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class StreamSuiteTest {
    /// Fails too if an answer is not the full book's, or an account is lost.
    @Test
    void namesItsFigures() throws IOException {
        String table = StreamSuite.measure(new StreamSuite.Effort(250, 0, 1)).toString();
        assertThat(table)
                .contains("RevalueBooks / (full book + echo)", "peak heap of the server, MiB")
                .contains("| accounts reported, refused ")
                .contains("| 248, 2 ");
    }
}
