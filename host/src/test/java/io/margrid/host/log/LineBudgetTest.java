package io.margrid.host.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LineBudgetTest {
    @Test
    void aFloodIsCounted() {
        AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
        LineBudget budget = new LineBudget(2, clock::get);
        assertThat(budget.take()).hasValue(0);
        assertThat(budget.take()).hasValue(0);
        assertThat(budget.take()).isEmpty();
        clock.addAndGet(999_999_999);
        assertThat(budget.take()).isEmpty();
        clock.addAndGet(1);
        assertThat(budget.take()).hasValue(2);
        assertThat(budget.take()).hasValue(0);
        assertThat(budget.take()).isEmpty();
    }
}
