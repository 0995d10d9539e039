package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StageTimesTest {
    private final AtomicLong clock = new AtomicLong(-5);
    private final StageTimes times = new StageTimes(clock::get);

    @Test
    void stagesAddUpToTheCall() {
        clock.addAndGet(10);
        times.mark("read");
        clock.addAndGet(100);
        times.mark(new RevaluationTimes(5, 20, 3));
        clock.addAndGet(1_000);
        times.mark("read");
        clock.addAndGet(7);
        assertThat(times.end("send")).isEqualTo(1_117);
        assertThat(times.nanos())
                .containsExactlyEntriesOf(
                        ordered("read", 1_010, "queue", 72, "pack", 5, "kernel", 20, "cut", 3, "send", 7));
        assertThat(times.nanos().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(1_117);
    }

    @Test
    void partsThatWereMeasuredTooLongAreCut() {
        clock.addAndGet(100);
        times.mark(new RevaluationTimes(-3, 90, 90));
        assertThat(times.nanos()).containsExactlyEntriesOf(ordered("queue", 0, "pack", 0, "kernel", 90, "cut", 10));
    }

    @Test
    void nothingIsBookedAfterTheEnd() {
        clock.addAndGet(3);
        assertThat(times.end("failed")).isEqualTo(3);
        clock.addAndGet(3);
        times.mark("margin");
        times.mark(new RevaluationTimes(1, 1, 1));
        assertThat(times.end("failed")).isEqualTo(3);
        assertThat(times.nanos()).containsExactlyEntriesOf(ordered("failed", 3));
    }

    private static Map<String, Long> ordered(Object... pairs) {
        Map<String, Long> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], ((Integer) pairs[i + 1]).longValue());
        }
        return map;
    }
}
