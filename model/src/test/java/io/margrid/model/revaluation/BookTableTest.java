package io.margrid.model.revaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BookTableTest {
    private static BookTable table(int entries, int... rowStart) {
        return new BookTable(rowStart, new int[entries], new double[entries]);
    }

    @Test
    void countsRowsAndEntries() {
        assertThat(BookTable.EMPTY.rows()).isZero();
        assertThat(BookTable.EMPTY.entries()).isZero();
        assertThat(table(5, 0, 2, 2, 5).rows()).isEqualTo(3);
        assertThat(table(9, 0, 2, 2, 5).entries()).isEqualTo(5);
    }

    @Test
    void rowsBeginAtZeroAndNeverFall() {
        assertThatThrownBy(() -> table(0)).hasMessage("rowStart must begin with 0");
        assertThatThrownBy(() -> table(3, 1, 3)).hasMessage("rowStart must begin with 0");
        assertThatThrownBy(() -> table(3, 0, 3, 2)).hasMessage("rowStart[2] must not fall: 2");
        assertThatThrownBy(() -> table(3, 0, -1)).hasMessage("rowStart[1] must not fall: -1");
    }

    @Test
    void columnsHoldEveryEntry() {
        assertThatThrownBy(() -> new BookTable(new int[] {0, 3}, new int[2], new double[3]))
                .hasMessage("instrument and quantity must have at least 3 entries: 2, 3");
        assertThatThrownBy(() -> new BookTable(new int[] {0, 3}, new int[3], new double[2]))
                .hasMessage("instrument and quantity must have at least 3 entries: 3, 2");
    }
}
