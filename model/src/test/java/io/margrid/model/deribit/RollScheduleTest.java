package io.margrid.model.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RollScheduleTest {
    private static final Optional<Instant> PERPETUAL = Optional.empty();
    private static final Optional<Instant> NEAR = Optional.of(Instant.parse("2026-01-30T08:00:00Z"));
    private static final Optional<Instant> MIDDLE = Optional.of(Instant.parse("2026-06-26T08:00:00Z"));
    private static final Optional<Instant> FAR = Optional.of(Instant.parse("2026-12-25T08:00:00Z"));

    private static double rate(Optional<Instant> expiry) {
        return expiry.equals(FAR) ? 0.07 : expiry.equals(MIDDLE) ? 0.03 : 0.01;
    }

    private static double[] deltas(RollSchedule schedule, double near, double middle, double far, double perpetual) {
        double[] deltas = new double[schedule.size()];
        deltas[schedule.slot(NEAR)] += near;
        deltas[schedule.slot(MIDDLE)] += middle;
        deltas[schedule.slot(FAR)] += far;
        deltas[schedule.slot(PERPETUAL)] += perpetual;
        return deltas;
    }

    @Test
    void deltasOfOneRateAreAddedBeforeTheyAreMultiplied() {
        RollSchedule schedule = new RollSchedule(List.of(FAR, NEAR, PERPETUAL, MIDDLE, NEAR), RollScheduleTest::rate);
        assertThat(schedule.size()).isEqualTo(4);
        double[] deltas = deltas(schedule, -0.1, 0.4, -0.7, 0.2);
        assertThat(schedule.charge(deltas)).isEqualTo((0.1 + 0.2) * 0.01 + 0.4 * 0.03 + 0.7 * 0.07);
        assertThat(deltas).containsOnly(0.0);
    }

    @Test
    void slotsThatNobodyHoldsChangeNoBit() {
        RollSchedule all = new RollSchedule(List.of(PERPETUAL, FAR, MIDDLE, NEAR), RollScheduleTest::rate);
        RollSchedule held = new RollSchedule(List.of(MIDDLE, PERPETUAL), RollScheduleTest::rate);
        double[] few = new double[held.size()];
        few[held.slot(PERPETUAL)] = 0.1;
        few[held.slot(MIDDLE)] = -0.3;
        assertThat(all.charge(deltas(all, 0.0, -0.3, 0.0, 0.1))).isEqualTo(held.charge(few));
    }

    @Test
    void nothingIsChargedForNothing() {
        assertThat(new RollSchedule(List.of(), RollScheduleTest::rate).charge(new double[0]))
                .isZero();
    }
}
