package io.margrid.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RpcCallsTest {
    /// Fails too if an answer is not the engine's.
    @Test
    void namesTheCasesWithTheirFiguresAndStages() throws IOException {
        RpcCalls.Tables tables = RpcCalls.measure("totals", new RpcCalls.Effort(1, 3, 0.0, 0.0));
        String text = "%s%n%s".formatted(tables.calls(), tables.stages());
        assertThat(text.lines().filter(line -> line.startsWith("| quotes of the book, totals")))
                .hasSize(2)
                .last()
                .asString()
                .contains("read ", "check ", "pack ", "queue ", "kernel ", "margin ", "write ");
    }
}
