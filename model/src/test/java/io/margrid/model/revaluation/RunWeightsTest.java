package io.margrid.model.revaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RunWeightsTest {
    private static final EntryRuns RUNS = new EntryRuns(
            BookTable.of(2, new int[] {0, 1}, new int[1], new double[1]), new int[] {0, 1}, new int[] {0, 1});

    @Test
    void everyInstrumentHasAWeight() {
        assertThat(new RunWeights(RUNS, new double[2]).isEmpty()).isFalse();
        assertThatThrownBy(() -> new RunWeights(RUNS, new double[1]))
                .hasMessage("weight must have at least 2 entries: 1");
    }

    @Test
    void nothingToSumFitsAnyBooks() {
        assertThat(RunWeights.NONE.isEmpty()).isTrue();
        assertThatCode(() -> RunWeights.NONE.requireFor(RUNS.table())).doesNotThrowAnyException();
        assertThatThrownBy(() -> new RunWeights(RUNS, new double[2]).requireFor(BookTable.EMPTY))
                .hasMessage("the runs are not those of the batch's books");
    }
}
