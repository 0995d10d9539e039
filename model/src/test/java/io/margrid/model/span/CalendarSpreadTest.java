package io.margrid.model.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.span.ExpiryTiers.Tier;
import io.margrid.model.span.SpreadLeg.Side;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CalendarSpreadTest {
    private static final ExpiryTiers TIERS = new ExpiryTiers(List.of(
            new Tier("near", OptionalDouble.of(30.0), Optional.empty()),
            new Tier("far", OptionalDouble.empty(), Optional.empty())));
    private static final List<SpreadLeg> LEGS =
            List.of(new SpreadLeg("near", Side.A, 1.0), new SpreadLeg("far", Side.B, 2.0));

    private static DeltaTiers deltas() {
        DeltaTiers deltas = new DeltaTiers(2);
        deltas.add(0, 5.0, 1_000.0);
        deltas.add(1, -6.0, 1_200.0);
        return deltas;
    }

    @Test
    void chargesEachSpreadAndConsumesItsDeltas() {
        DeltaTiers deltas = deltas();
        assertThat(new CalendarSpread(LEGS, CalendarSpread.Method.FLAT, 10.0).charge(TIERS, deltas, 0.5))
                .isEqualTo(3.0 * 10.0 * 0.5);
        assertThat(deltas.left(0)).isEqualTo(2.0);
        assertThat(deltas.left(1)).isEqualTo(0.0);
        assertThat(deltas.spread(1)).isEqualTo(6.0);
        // Nothing is left to spread.
        assertThat(new CalendarSpread(LEGS, CalendarSpread.Method.FLAT, 10.0).charge(TIERS, deltas, 0.5))
                .isEqualTo(0.0);
    }

    /// NSE: 1.75 % of the far month.
    @Test
    void aPartOfThePriceIsThatOfTheLastLeg() {
        assertThat(new CalendarSpread(LEGS, CalendarSpread.Method.FAR_PRICE, 0.0175).charge(TIERS, deltas(), 0.5))
                .isEqualTo(3.0 * 0.0175 * 1_200.0);
    }

    @Test
    void badRatesAreRefused() {
        assertThatThrownBy(() -> new CalendarSpread(LEGS, CalendarSpread.Method.FLAT, -1.0))
                .hasMessage("rate must be zero or more and finite: -1.0");
        assertThatThrownBy(() -> new CalendarSpread(LEGS.subList(0, 1), CalendarSpread.Method.FLAT, 1.0))
                .hasMessageContaining("both sides");
    }
}
