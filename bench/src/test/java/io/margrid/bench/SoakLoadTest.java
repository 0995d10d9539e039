package io.margrid.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SoakLoadTest {
    private static final double OFTEN = 1e6;
    private static final long A_WHILE = TimeUnit.MILLISECONDS.toNanos(50);

    private static SoakLoad load(SoakAction... actions) {
        return new SoakLoad(List.of(actions), OFTEN, 1);
    }

    @Test
    void countsOutcomesByAction() {
        SoakLoad load = load(
                new SoakAction("even", 1, Set.of("OK"), _ -> "OK"),
                new SoakAction(
                        "either", 3, Set.of("OK", "CANCELLED"), random -> random.nextBoolean() ? "OK" : "CANCELLED"),
                new SoakAction("never", 0, Set.of(), _ -> "OK"));
        while (load.done() < 1_000) {
            load.run(A_WHILE);
        }
        assertThat(load.table().toString())
                .containsSubsequence("| even   | OK ", "| either | CANCELLED ", "| either | OK ")
                .doesNotContain("never");
    }

    @Test
    void anotherOutcomeEndsIt() {
        assertThatThrownBy(() -> untilWrong(load(new SoakAction("call", 1, Set.of("OK"), _ -> "INTERNAL"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("call ended with INTERNAL");
    }

    @Test
    void aFailureEndsIt() {
        assertThatThrownBy(() -> untilWrong(load(new SoakAction("call", 1, Set.of("OK"), _ -> {
                    throw new IOException("no connection");
                }))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("call: ")
                .hasMessageContaining("no connection");
    }

    private static void untilWrong(SoakLoad load) {
        while (load.done() < 1_000_000) {
            load.run(A_WHILE);
        }
    }
}
