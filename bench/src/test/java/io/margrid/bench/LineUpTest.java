package io.margrid.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineUpTest {
    private static final double[] EXPECTED = {1.0, 2.0};
    private static final double TOLERANCE = 0.125;

    @TempDir
    private Path folder = Path.of("");

    private final Report report = new Report();

    private SuiteContext context(PeerChoice peers) {
        return new SuiteContext(true, peers, new Pinning(List.of(), "not pinned"), new NativePeers(folder), report);
    }

    private Program program(String name, String go, double... answer) throws IOException {
        List<String> command = FakePeer.answering(folder, go, answer);
        return new Program(name, name, _ -> command, TOLERANCE);
    }

    private static CourseTable time(LineUp lineUp) throws InterruptedException {
        return lineUp.time(List.of("none", "reference"), List.of("margrid-fake", "reference"));
    }

    private String described(LineUp lineUp) {
        lineUp.describe(report);
        return report.text();
    }

    @Test
    void rightAnswersAreTimed() throws IOException, InterruptedException {
        try (LineUp lineUp = new LineUp(context(PeerChoice.ALL))) {
            lineUp.start(program("margrid-fake", "echo 2", 1.0, 2.125), EXPECTED);
            lineUp.start(program("reference", "echo 8", 1.0, 2.0), EXPECTED);
            CourseTable courses = time(lineUp);
            assertThat(courses.courses().keySet()).containsExactly("reference", "margrid-fake");
            List<CourseTable.Column> more = List.of(new CourseTable.Column("per us", (_, nanos) -> "" + 1e3 / nanos));
            assertThat(courses.table("item", more).toString().lines().map(line -> line.replaceAll(" +", " ")))
                    .contains("| program | ns a item | ratio to reference | p10..p90 | ratio to margrid-fake | per us"
                            + " | largest difference |")
                    .contains("| reference | 8.00 | 1.00 | 1.00..1.00 | 4.00 | 125.0 | 0.0e+00 |")
                    .contains("| margrid-fake | 2.00 | 0.250 | 0.250..0.250 | 1.00 | 500.0 | 1.3e-01 |");
            assertThat(courses.certainty()).startsWith("Rounds: 6; ").endsWith(" +-0.0 %.");
            assertThat(described(lineUp)).contains("- `reference`: fake 1.0", "- `margrid-fake`: fake 1.0");
        }
    }

    @Test
    void othersThatFailAreLeftOutByName() throws IOException, InterruptedException {
        try (LineUp lineUp = new LineUp(context(PeerChoice.ALL))) {
            lineUp.start(program("reference", "echo 8", 1.0, 2.0), EXPECTED);
            lineUp.start(program("wrong", "echo 1", 1.0, 2.25), EXPECTED);
            lineUp.start(program("nan", "echo 1", Double.NaN, 2.0), EXPECTED);
            lineUp.start(program("short", "echo 1", 1.0), EXPECTED);
            lineUp.start(program("dying", "exit 9", 1.0, 2.0), EXPECTED);
            lineUp.start(new Program("missing", "", natives -> natives.command("missing"), TOLERANCE), EXPECTED);
            assertThat(time(lineUp).courses().keySet()).containsExactly("reference");
            assertThat(described(lineUp))
                    .contains("left out: wrong answers wrong: figure 1 is 2.25, not 2.0")
                    .contains("left out: nan answers wrong: figure 0 is NaN, not 1.0")
                    .contains("left out: short answered 1 figures where 2 were due")
                    .contains("left out: dying ended before it could run a batch, exit code 9")
                    .contains("left out: missing: was not built")
                    .doesNotContain("`dying`");
        }
    }

    @Test
    void margridMustBeRight() throws IOException, InterruptedException {
        try (LineUp lineUp = new LineUp(context(PeerChoice.ALL))) {
            Program wrong = program("margrid-wrong", "echo 1", 1.0, 3.0);
            assertThatThrownBy(() -> lineUp.start(wrong, EXPECTED))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("margrid-wrong answers wrong: figure 1 is 3.0, not 2.0");
            lineUp.start(program("reference", "echo 8", 1.0, 2.0), EXPECTED);
            lineUp.start(program("margrid-dying", "exit 9", 1.0, 2.0), EXPECTED);
            assertThatThrownBy(() -> time(lineUp))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("margrid-dying ended before it could run a batch");
        }
    }

    @Test
    void peersThatNobodyWantsAreNotStarted() throws IOException, InterruptedException {
        try (LineUp lineUp = new LineUp(context(new PeerChoice(Optional.of(Set.of("b")))))) {
            lineUp.start(program("a", "echo 1", 1.0, 2.0), EXPECTED);
            lineUp.start(program("b", "echo 1", 1.0, 2.0), EXPECTED);
            assertThat(lineUp.time(List.of("a", "b"), List.of("b")).courses().keySet())
                    .containsExactly("b");
        }
    }
}
