package io.margrid.model.revaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookTableTest {
    private static BookTable table(int entries, int... rowStart) {
        return BookTable.of(1, rowStart, new int[entries], new double[entries]);
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
    void sliceHasTheRowsAndTheirEntries() {
        BookTable table = new BookTable(
                12,
                new int[] {0, 2, 2, 5},
                new int[] {7, 8, 9, 10, 11, 99},
                new double[] {1, 2, 3, 4, 5, 6},
                new int[] {0, 1, 2});
        BookTable slice = table.slice(1, 3);
        assertThat(slice.rowStart()).containsExactly(0, 0, 3);
        assertThat(slice.instrument()).containsExactly(9, 10, 11);
        assertThat(slice.quantity()).containsExactly(3.0, 4.0, 5.0);
        assertThat(slice.ruleGroup()).containsExactly(1, 2);
        assertThat(slice.instruments()).isEqualTo(12);
        assertThat(table.slice(0, 1).quantity()).containsExactly(1.0, 2.0);
        assertThat(table.slice(2, 2).rows()).isZero();
        assertThat(table.slice(0, 3)).isSameAs(table);
        assertThatThrownBy(() -> table.slice(1, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void columnsHoldEveryEntry() {
        assertThatThrownBy(() -> BookTable.of(1, new int[] {0, 3}, new int[2], new double[3]))
                .hasMessage("instrument and quantity must have at least 3 entries: 2, 3");
        assertThatThrownBy(() -> BookTable.of(1, new int[] {0, 3}, new int[3], new double[2]))
                .hasMessage("instrument and quantity must have at least 3 entries: 3, 2");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2, Integer.MAX_VALUE})
    void refusesEntriesOutsideTheInstruments(int instrument) {
        assertThatThrownBy(() -> BookTable.of(2, new int[] {0, 2}, new int[] {1, instrument}, new double[2]))
                .hasMessage("instrument[1] must be in [0, 2): " + instrument);
    }

    @Test
    void entriesBehindTheLastRowAreNotRead() {
        assertThatCode(() -> BookTable.of(1, new int[] {0, 1}, new int[] {0, 99}, new double[2]))
                .doesNotThrowAnyException();
    }

    @Test
    void everyRowHasAGroupOfRules() {
        assertThatThrownBy(() -> new BookTable(1, new int[] {0, 0}, new int[0], new double[0], new int[2]))
                .hasMessage("ruleGroup must have 1 entries: 2");
        assertThatThrownBy(() -> new BookTable(1, new int[] {0, 0}, new int[0], new double[0], new int[] {-1}))
                .hasMessage("ruleGroup[0] must not be negative: -1");
    }

    @Test
    void countsChunks() {
        assertThat(BookTable.EMPTY.chunks()).isZero();
        assertThat(table(1000, 0, 0, 1, 257, 514, 1000).chunks()).isEqualTo(1 + 1 + 1 + 2 + 2);
    }
}
