package io.margrid.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void speaksTheProtocol() throws IOException, PeerException, InterruptedException {
        List<String> command = FakePeer.answering(folder, "echo 2.5", 1.0, -2.0, 1e300);
        try (PeerProcess peer = PeerProcess.start("fake", command, PATIENCE)) {
            assertThat(peer.greeting()).isEqualTo("fake 1.0");
            assertThat(peer.sample()).isEqualTo(2.5);
            assertThat(peer.dump()).containsExactly(1.0, -2.0, 1e300);
            assertThat(peer.sample()).isEqualTo(2.5);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "echo no such library >&2; exit 3|fake ended before it could get warm, exit code 3: no such library",
                "exit 0|fake ended before it could get warm, exit code 0",
            })
    void oneThatDiesSaysWhy(String script, String message) {
        assertThatThrownBy(() -> PeerProcess.start("fake", FakePeer.script(script), PATIENCE))
                .isInstanceOf(PeerException.class)
                .hasMessage(message);
    }

    @Test
    void oneThatHangsIsGivenUp() {
        assertThatThrownBy(() -> PeerProcess.start("fake", List.of("sleep", "600"), Duration.ofSeconds(1)))
                .isInstanceOf(PeerException.class)
                .hasMessage("fake did not get warm within 1 s");
    }

    @Test
    void oneThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> PeerProcess.start("fake", List.of("/nonexistent/program"), PATIENCE))
                .isInstanceOf(PeerException.class)
                .hasMessageStartingWith("fake did not start: ")
                .hasMessageContaining("/nonexistent/program");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "echo fast|fake answered \"fast\" where a time was due",
                "echo 0|fake answered \"0\" where a time was due",
                "echo NaN|fake answered \"NaN\" where a time was due",
                "exit 4|fake ended before it could run a batch, exit code 4",
            })
    void badSamplesAreRefused(String go, String message) throws IOException, PeerException, InterruptedException {
        try (PeerProcess peer = PeerProcess.start("fake", FakePeer.answering(folder, go), PATIENCE)) {
            assertThatThrownBy(peer::sample).isInstanceOf(PeerException.class).hasMessage(message);
        }
    }
}
