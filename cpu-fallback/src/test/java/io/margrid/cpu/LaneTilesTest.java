package io.margrid.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneTilesTest {
    private static final int LANES = VectorOptionKernel.LANES;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 5, 35, 36, CellColumns.CHUNK})
    void everyCellGetsToItsPlaceAndNothingElseIsTouched(int count) {
        double[] cells = new double[CellColumns.SLOTS * CellPasses.STEP];
        Arrays.setAll(cells, at -> at);
        int row = 2;
        int scenario = 8;
        int stride = scenario + (count + 3) / 4 * 4;
        double[] rows = new double[(row + LANES + 1) * stride];
        Arrays.fill(rows, -1.0);
        LaneTiles.intoRows(cells, rows, stride, row, scenario, count);
        for (int at = 0; at < rows.length; at++) {
            int lane = at / stride - row;
            int s = at % stride - scenario;
            boolean inBlock = lane >= 0 && lane < LANES && s >= 0;
            if (!inBlock) {
                assertThat(rows[at])
                        .as("row %d, entry %d", at / stride, at % stride)
                        .isEqualTo(-1.0);
            } else if (s < count) {
                assertThat(rows[at]).as("lane %d, scenario %d", lane, s).isEqualTo((s + 1) * CellPasses.STEP + lane);
            }
        }
    }
}
