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
        Map<String, Long> parts = new LinkedHashMap<>();
        parts.put("queue", 70L);
        parts.put("kernel", 20L);
        times.mark(parts, "revalue");
        clock.addAndGet(1_000);
        times.mark("read");
        clock.addAndGet(7);
        assertThat(times.end("send")).isEqualTo(1_117);
        assertThat(times.nanos())
                .containsExactlyEntriesOf(ordered("read", 1_010, "queue", 70, "kernel", 20, "revalue", 10, "send", 7));
        assertThat(times.nanos().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(1_117);
    }

    @Test
    void partsThatWereMeasuredTooLongAreCut() {
        clock.addAndGet(100);
        Map<String, Long> parts = new LinkedHashMap<>();
        parts.put("queue", -3L);
        parts.put("pack", 90L);
        parts.put("kernel", 90L);
        times.mark(parts, "revalue");
        assertThat(times.nanos()).containsExactlyEntriesOf(ordered("queue", 0, "pack", 90, "kernel", 10, "revalue", 0));
    }

    @Test
    void nothingIsBookedAfterTheEnd() {
        clock.addAndGet(3);
        assertThat(times.end("failed")).isEqualTo(3);
        clock.addAndGet(3);
        times.mark("margin");
        times.mark(Map.of("queue", 1L), "revalue");
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
