package io.margrid.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    private static final double HOUR = 3600.0;

    private final List<String> log = new ArrayList<>();

    /// Takes the given times by turns; NaN fails.
    private final class Fake implements Contender {
        private final String name;
        private final double[] times;
        private int next;

        Fake(String name, double... times) {
            this.name = name;
            this.times = times;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public double sample() throws PeerException {
            log.add(name);
            double time = times[next++ % times.length];
            if (Double.isNaN(time)) {
                throw new PeerException(name + " fails");
            }
            return time;
        }

        @Override
        public void close() {
            log.add("close " + name);
        }
    }

    @Test
    void everySampleStandsBetweenTwoOfTheReference() throws PeerException, InterruptedException {
        Map<String, SideBySide.Course> courses = new SideBySide(1, 1, HOUR, 0.0)
                .time(new Fake("R", 9.0, 1.0, 3.0, 5.0), List.of(new Fake("A", 4.0), new Fake("B", 2.0)), log::add);
        // The first sample of the reference only wakes it.
        assertThat(log).containsExactly("R", "R", "A", "R", "B", "R");
        assertThat(courses.keySet()).containsExactly("R", "A", "B");
        assertThat(courses.get("A")).isNotNull().satisfies(course -> {
            assertThat(course.nanos()).containsExactly(4.0);
            assertThat(course.ratios()).containsExactly(4.0 / 2.0);
        });
        assertThat(courses.get("B"))
                .isNotNull()
                .satisfies(course -> assertThat(course.ratios()).containsExactly(2.0 / 4.0));
    }

    @Test
    void oneThatFailsIsLeftOut() throws PeerException, InterruptedException {
        Map<String, SideBySide.Course> courses = new SideBySide(2, 2, HOUR, 0.0)
                .time(new Fake("R", 1.0), List.of(new Fake("A", 2.0, Double.NaN), new Fake("B", 3.0)), log::add);
        assertThat(log).containsSubsequence("A", "B", "A", "A fails", "close A", "B");
        assertThat(courses.keySet()).containsExactly("R", "B");
        assertThat(courses.get("B"))
                .isNotNull()
                .satisfies(course -> assertThat(course.ratios()).containsExactly(3.0, 3.0));
    }

    @Test
    void withoutAReferenceNothingIsKnown() {
        assertThatThrownBy(() -> new SideBySide(1, 1, HOUR, 0.0).time(new Fake("R", Double.NaN), List.of(), log::add))
                .isInstanceOf(PeerException.class)
                .hasMessage("R fails");
    }

    @Test
    void roundsEndWhenMediansAreKnown() throws PeerException, InterruptedException {
        Fake steady = new Fake("A", 2.0);
        assertThat(rounds(new SideBySide(3, 50, HOUR, 0.01), steady)).isEqualTo(6);
        Fake wild = new Fake("A", 1.0, 4.0);
        assertThat(rounds(new SideBySide(3, 50, HOUR, 0.01), wild)).isEqualTo(50);
        assertThat(rounds(new SideBySide(3, 50, 0.0, 0.01), wild)).isEqualTo(3);
    }

    private int rounds(SideBySide sideBySide, Contender contender) throws PeerException, InterruptedException {
        Map<String, SideBySide.Course> courses = sideBySide.time(new Fake("R", 1.0), List.of(contender), log::add);
        return courses.getOrDefault("A", SideBySide.Course.NONE).nanos().length;
    }

    @Test
    void ratiosToAnotherAreOfOneRound() {
        SideBySide.Course ours = new SideBySide.Course(new double[3], new double[] {1.0, 2.0, 4.0});
        SideBySide.Course theirs = new SideBySide.Course(new double[3], new double[] {10.0, 10.0, 80.0});
        assertThat(theirs.to(ours)).isEqualTo(new Spread(5.0, 10.0, 20.0));
    }
}
