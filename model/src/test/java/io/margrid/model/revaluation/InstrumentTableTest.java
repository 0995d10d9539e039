package io.margrid.model.revaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstrumentTableTest {
    private static final List<String> COLUMNS = List.of(
            "shockGroup",
            "forward",
            "strikeOverForward",
            "logForwardOverStrike",
            "years",
            "baseDeviation",
            "givenBase");

    private static InstrumentTable table(int n, int odd, int oddLength, int deviations) {
        int[] length = new int[COLUMNS.size()];
        for (int c = 0; c < length.length; c++) {
            length[c] = c == odd ? oddLength : n;
        }
        return new InstrumentTable(
                new int[n],
                new int[length[0]],
                new double[length[1]],
                new double[length[2]],
                new double[length[3]],
                new double[length[4]],
                new double[length[5]],
                new double[length[6]],
                new double[deviations]);
    }

    @Test
    void columnsHaveOneLength() {
        assertThat(table(3, -1, 0, 9).size()).isEqualTo(3);
        for (int c = 0; c < COLUMNS.size(); c++) {
            int odd = c;
            assertThatThrownBy(() -> table(3, odd, 2, 9)).hasMessage("%s must have 3 entries: 2", COLUMNS.get(odd));
            assertThatThrownBy(() -> table(3, odd, 4, 9)).hasMessage("%s must have 3 entries: 4", COLUMNS.get(odd));
        }
    }

    @Test
    void deviationsAreAMultipleOfTheInstruments() {
        assertThat(table(3, -1, 0, 0).size()).isEqualTo(3);
        assertThatThrownBy(() -> table(3, -1, 0, 8))
                .hasMessage("shockedDeviation must have a multiple of 3 entries: 8");
        assertThatThrownBy(() -> table(0, -1, 0, 1))
                .hasMessage("shockedDeviation must have a multiple of 0 entries: 1");
    }

    @Test
    void takesAsManyInstrumentsAsTheLimit() {
        assertThat(InstrumentTable.allocate(Limits.INSTRUMENTS, 0).size()).isEqualTo(1_000_000);
        assertThatThrownBy(() -> InstrumentTable.allocate(Limits.INSTRUMENTS + 1, 0))
                .hasMessage("instruments must be at most 1000000: 1000001");
    }

    @Test
    void newTablesHaveNoGivenBase() {
        assertThat(InstrumentTable.allocate(2, 3).givenBase()).containsOnly(Double.NaN);
        assertThat(InstrumentTable.allocate(2, 3).shockedDeviation()).hasSize(6);
    }
}
