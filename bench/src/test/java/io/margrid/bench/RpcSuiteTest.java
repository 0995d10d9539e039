package io.margrid.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RpcSuiteTest {
    /// Fails too if an answer is not the engine's.
    @Test
    void namesTheCasesWithTheirFiguresAndStages() throws IOException {
        String tables = RpcSuite.measure("totals", new RpcSuite.Effort(1, 3, 0.0, 0.0));
        assertThat(tables.lines().filter(line -> line.startsWith("| quotes of the book, totals")))
                .hasSize(2)
                .last()
                .asString()
                .contains("read ", "check ", "pack ", "revalue ", "margin ", "write ");
    }
}
