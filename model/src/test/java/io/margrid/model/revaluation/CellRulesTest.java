package io.margrid.model.revaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CellRulesTest {
    private static CellRules one(double before, double capBefore, double factor, double capAfter, double after) {
        return new CellRules(
                1,
                new double[] {before},
                new double[] {capBefore},
                new double[] {factor},
                new double[] {capAfter},
                new double[] {after});
    }

    private static final double NONE = Double.POSITIVE_INFINITY;

    @Test
    void noRulesLeaveCellsAsTheyAre() {
        CellRules none = CellRules.none(2, 3);
        assertThat(none.groups()).isEqualTo(2);
        for (double x : new double[] {1.5, -1.5, 0.0, 1e300, Double.MIN_VALUE, Double.POSITIVE_INFINITY}) {
            assertThat(none.counted(1, 2, x)).isEqualTo(x);
        }
        assertThat(none.counted(0, 0, -0.0)).isEqualTo(0.0);
        assertThat(none.counted(0, 0, Double.NaN)).isNaN();
    }

    @Test
    void stepsComeInOrder() {
        // (100 - 10) capped at 60, halved, capped at 25, less 5
        assertThat(one(10.0, 60.0, 0.5, 25.0, 5.0).counted(0, 0, 100.0)).isEqualTo(20.0);
        assertThat(one(10.0, 60.0, 0.5, NONE, 5.0).counted(0, 0, 100.0)).isEqualTo(25.0);
        assertThat(one(10.0, NONE, 0.5, NONE, 5.0).counted(0, 0, 100.0)).isEqualTo(40.0);
        // A loss is dampened only.
        assertThat(one(10.0, 60.0, 0.5, 25.0, 5.0).counted(0, 0, -100.0)).isEqualTo(-85.0);
        assertThat(one(10.0, 60.0, 0.5, 25.0, 5.0).counted(0, 0, -14.0)).isEqualTo(0.0);
    }

    @Test
    void whatIsNotANumberStaysSo() {
        assertThat(one(10.0, 60.0, 0.5, 25.0, 5.0).counted(0, 0, Double.NaN)).isNaN();
        assertThat(one(0.0, NONE, 0.0, 25.0, 0.0).counted(0, 0, Double.POSITIVE_INFINITY))
                .isNaN();
    }

    @Test
    void groupsStandOneAfterTheOther() {
        CellRules rules = CellRules.none(2, 2);
        rules.gainFactor()[3] = 0.25;
        assertThat(rules.counted(1, 1, 4.0)).isEqualTo(1.0);
        assertThat(rules.counted(1, 0, 4.0)).isEqualTo(4.0);
        assertThat(rules.counted(0, 1, 4.0)).isEqualTo(4.0);
    }

    @Test
    void refusesColumnsThatDoNotFit() {
        double[] two = {1.0, 1.0};
        double[] three = {1.0, 1.0, 1.0};
        assertThatThrownBy(() -> new CellRules(2, three, three, three, three, three))
                .hasMessage("dampenBefore must have a multiple of 2 entries: 3");
        assertThatThrownBy(() -> new CellRules(2, new double[0], two, two, two, two))
                .hasMessage("dampenBefore must have a multiple of 2 entries: 0");
        assertThatThrownBy(() -> new CellRules(2, two, two, two, three, two))
                .hasMessage("capAfter must have 2 entries: 3");
        assertThatThrownBy(() -> one(0.0, NONE, Double.NaN, NONE, 0.0))
                .hasMessage("gainFactor[0] must not be negative: NaN");
        assertThatThrownBy(() -> one(-1.0, NONE, 1.0, NONE, 0.0))
                .hasMessage("dampenBefore[0] must not be negative: -1.0");
    }
}
