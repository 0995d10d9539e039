package io.margrid.model.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.scenario.RelativeVolatilityShock.FloorOn;
import org.junit.jupiter.api.Test;

class RelativeVolatilityShockTest {
    private static final double DAYS = 10.901151608796296;
    private static final double SCALE = 1.3548607530137091;

    private static double shocked(VolShock shock, double volatility, double days) {
        return shocked(switched(1.0, false, FloorOn.RESULT), shock, volatility, days);
    }

    private static double shocked(RelativeVolatilityShock rule, VolShock shock, double volatility, double days) {
        return rule.shocked(shock, volatility, rule.scale(days));
    }

    private static RelativeVolatilityShock switched(double floorDays, boolean wholeDays, FloorOn floorOn) {
        return new RelativeVolatilityShock(0.5, 0.25, 0.3, 0.13, floorDays, wholeDays, 0.5, floorOn);
    }

    @Test
    void workedExampleAgrees() {
        assertThat(shocked(VolShock.UP, 0.58, DAYS)).isCloseTo(0.9729096183739756, within(1e-15));
        assertThat(shocked(VolShock.SAME, 0.58, DAYS)).isEqualTo(0.58);
        assertThat(shocked(VolShock.DOWN, 0.58, DAYS)).isCloseTo(0.38354519081301214, within(1e-15));
        // Solved for the scale: s_up = s (1 + 0.5 k).
        assertThat((shocked(VolShock.UP, 0.58, DAYS) / 0.58 - 1.0) / 0.5).isCloseTo(SCALE, within(1e-14));
    }

    @Test
    void thirtyDaysShockByTheRangeItself() {
        assertThat(shocked(VolShock.UP, 0.6, 30.0)).isCloseTo(0.9, within(1e-16));
        assertThat(shocked(VolShock.DOWN, 0.6, 30.0)).isCloseTo(0.45, within(1e-16));
        // Both powers meet there.
        assertThat(shocked(VolShock.UP, 0.6, Math.nextDown(30.0))).isCloseTo(0.9, within(1e-15));
    }

    @Test
    void longerExpiriesUseTheLongPower() {
        double scale = StrictMath.pow(30.0 / 365.0, 0.13);
        assertThat(shocked(VolShock.UP, 0.6, 365.0)).isEqualTo(0.6 * (1.0 + 0.5 * scale));
        assertThat(shocked(VolShock.DOWN, 0.6, 365.0)).isEqualTo(0.6 * (1.0 - 0.25 * scale));
    }

    @Test
    void daysAreFlooredAtOne() {
        double scale = StrictMath.pow(30.0, 0.3);
        assertThat(shocked(VolShock.DOWN, 0.6, 1.0)).isEqualTo(0.6 * (1.0 - 0.25 * scale));
        assertThat(shocked(VolShock.DOWN, 0.6, 0.001)).isEqualTo(shocked(VolShock.DOWN, 0.6, 1.0));
        assertThat(shocked(VolShock.UP, 0.6, 0.0)).isEqualTo(shocked(VolShock.UP, 0.6, 1.0));
    }

    @Test
    void aLowerFloorOfDaysReachesZeroVolatility() {
        // Without the floor: 30 / 4 ^ (1 / 0.3) = 0.295 days.
        RelativeVolatilityShock low = switched(0.01, false, FloorOn.RESULT);
        double zeroBelow = 30.0 / StrictMath.pow(4.0, 1.0 / 0.3);
        assertThat(zeroBelow).isCloseTo(0.295, within(5e-4));
        double before = shocked(low, VolShock.DOWN, 0.6, zeroBelow * 1.01);
        double after = shocked(low, VolShock.DOWN, 0.6, zeroBelow * 0.99);
        assertThat(before).isPositive();
        assertThat(Double.doubleToRawLongBits(after)).isZero();
    }

    @Test
    void floorOfTheUpShockAppliesToTheResult() {
        assertThat(shocked(VolShock.UP, 0.1, 30.0)).isEqualTo(0.5);
        assertThat(shocked(VolShock.UP, 0.34, 30.0)).isCloseTo(0.51, within(1e-15));
        assertThat(shocked(VolShock.UP, 0.0, 30.0)).isEqualTo(0.5);
        assertThat(shocked(VolShock.DOWN, 0.1, 30.0)).isCloseTo(0.075, within(1e-16));
    }

    @Test
    void floorOfTheUpShockMayApplyToTheInput() {
        RelativeVolatilityShock input = switched(1.0, false, FloorOn.INPUT);
        assertThat(shocked(input, VolShock.UP, 0.1, 30.0)).isEqualTo(0.75);
        assertThat(shocked(input, VolShock.UP, 0.6, 30.0)).isCloseTo(0.9, within(1e-16));
    }

    @Test
    void wholeDaysAreCut() {
        RelativeVolatilityShock whole = switched(1.0, true, FloorOn.RESULT);
        double scale = StrictMath.pow(3.0, 0.3);
        assertThat(shocked(whole, VolShock.UP, 0.6, DAYS)).isEqualTo(0.6 * (1.0 + 0.5 * scale));
        // 30.9 days are 30, so the long power holds.
        assertThat(shocked(whole, VolShock.UP, 0.6, 30.9)).isEqualTo(0.6 * 1.5);
    }

    @Test
    void zeroVolatilityFallsToZero() {
        assertThat(Double.doubleToRawLongBits(shocked(VolShock.DOWN, 0.0, DAYS)))
                .isZero();
        assertThat(shocked(VolShock.SAME, 0.0, DAYS)).isZero();
    }
}
