package io.margrid.model.revaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EntryRunsTest {
    private static final BookTable BOOKS =
            BookTable.of(1, new int[] {0, 3, 3, 5}, new int[5], new double[] {1, 2, 3, 4, 5});

    private static EntryRuns runs(int[] firstRun, int... runStart) {
        return new EntryRuns(BOOKS, firstRun, runStart);
    }

    @Test
    void runsCoverTheRows() {
        assertThat(runs(new int[] {0, 2, 2, 3}, 0, 1, 3, 5).runs()).isEqualTo(3);
        assertThat(EntryRuns.NONE.runs()).isZero();
    }

    @Test
    void everyRowHasItsRuns() {
        assertThatThrownBy(() -> runs(new int[] {0, 2, 3}, 0, 1, 3, 5))
                .hasMessage("firstRun must have 4 entries from 0 to 3");
        assertThatThrownBy(() -> runs(new int[] {0, 2, 2, 2}, 0, 1, 3, 5))
                .hasMessage("firstRun must have 4 entries from 0 to 3");
        assertThatThrownBy(() -> runs(new int[] {0, 1, 2, 3}, 0, 1, 3, 5))
                .hasMessage("firstRun[1] must be a run that begins with its row: 1");
        assertThatThrownBy(() -> runs(new int[] {0, -1, 2, 3}, 0, 1, 3, 5))
                .hasMessage("firstRun[1] must be a run that begins with its row: -1");
        assertThatThrownBy(() -> runs(new int[] {0, 2, 2, 3}, 0, 1, 3, 4))
                .hasMessage("firstRun[3] must be a run that begins with its row: 3");
    }

    @Test
    void noRunIsEmpty() {
        assertThatThrownBy(() -> runs(new int[] {0, 3, 3, 4}, 0, 1, 1, 3, 5)).hasMessage("runStart[2] must rise: 1");
    }
}
