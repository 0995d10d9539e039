package io.margrid.model.revaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorstCellsTest {
    private static WorstCells of(double... pnl) {
        WorstCells cells = WorstCells.allocate(1);
        double[] shifted = new double[pnl.length + 2];
        System.arraycopy(pnl, 0, shifted, 2, pnl.length);
        cells.reduce(0, CellRules.none(1, pnl.length), 0, shifted, 2);
        return cells;
    }

    private static void assertWorst(WorstCells cells, int worst, int runnerUp, int notFinite) {
        assertThat(cells.worst()).containsExactly(worst);
        assertThat(cells.runnerUp()).containsExactly(runnerUp);
        assertThat(cells.notFinite()).containsExactly(notFinite);
    }

    @Test
    void takesTheLowestAndTheNext() {
        assertWorst(of(3.0, -1.0, 2.0, -5.0), 3, 1, -1);
        assertThat(of(3.0, -1.0, 2.0, -5.0).worstPnl()).containsExactly(-5.0);
        assertThat(of(3.0, -1.0, 2.0, -5.0).runnerUpPnl()).containsExactly(-1.0);
    }

    @Test
    void tiesGoToTheLowestIndex() {
        assertWorst(of(0.0, 0.0, 0.0), 0, 1, -1);
        assertWorst(of(5.0, 5.0, 3.0), 2, 0, -1);
        assertWorst(of(5.0, 3.0, 3.0, 5.0), 1, 2, -1);
    }

    @Test
    void nothingIsWorstOfNothing() {
        assertWorst(of(), -1, -1, -1);
        assertWorst(of(7.0), 0, -1, -1);
        assertThat(of(7.0).runnerUpPnl()).containsExactly(Double.NaN);
    }

    @Test
    void nanNeverWinsAndIsNamed() {
        assertWorst(of(Double.NaN, 1.0, Double.NaN, 0.0), 3, 1, 0);
        assertWorst(of(Double.NaN, Double.NaN), -1, -1, 0);
        assertWorst(of(1.0, Double.NEGATIVE_INFINITY), 1, 0, 1);
    }
}
