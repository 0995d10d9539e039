package io.margrid.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.host.engine.MarginEngine;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoadRunTest {
    private final LoadWorkload workload = new LoadWorkload();
    private final LoadRun.Kind inline = new LoadRun.Kind("inline", "", 3.0, workload.inline());
    private final LoadRun.Kind shared = new LoadRun.Kind("shared", "desk", 1.0, workload.shared());
    private ServerProcess server;

    @BeforeAll
    void start() throws IOException {
        server = ServerProcess.start(
                List.of(), LoadServer.class, List.of("server.port=0,backend.name=scalar,overload.burst-millis=0"));
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    @Test
    void answersOfBothLoopsAreTheEngines() throws Exception {
        try (LoadRun load = new LoadRun(server.port());
                MarginEngine engine = new MarginEngine(DirectBackends.open("scalar"))) {
            LoadRun.Found closed = load.closed(3, 0.2, inline);
            assertThat(closed.tallies().getFirst().answeredCalls()).isGreaterThanOrEqualTo(3);
            assertThat(closed.requireAnswers(List.of(inline), workload, engine)).isPositive();
            LoadRun.Found open = load.open(100.0, 0.1, 0.4, List.of(inline, shared));
            assertThat(open.answered().getTotalCount()).isBetween(10L, 90L);
            assertThat(open.tallies().getFirst().sentCalls())
                    .isGreaterThan(open.tallies().getLast().sentCalls());
            assertThat(open.requireAnswers(List.of(inline, shared), workload, engine))
                    .isEqualTo(2);
            assertThat(load.once(shared, 5)).isPositive();
            assertThatThrownBy(() -> closed.requireAnswers(List.of(shared), workload, engine))
                    .hasMessageStartingWith("not the engine's answer");
        }
    }

    @Test
    void theEchoAnswersAsTheServer() throws Exception {
        try (LoadRun echo = new LoadRun(server.ports().getLast());
                MarginEngine engine = new MarginEngine(DirectBackends.open("scalar"))) {
            LoadRun.Found closed = echo.closed(1, 0.05, shared);
            assertThat(closed.requireAnswers(List.of(shared), workload, engine)).isPositive();
        }
    }
}
