package io.margrid.model.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.span.SpreadLeg.Side;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpreadLegTest {
    /// One year of wings against the body.
    private static final List<SpreadLeg> BUTTERFLY = List.of(
            new SpreadLeg("near", Side.A, 1.0),
            new SpreadLeg("middle", Side.B, 2.0),
            new SpreadLeg("far", Side.A, 1.0));

    private static double count(double near, double middle, double far) {
        Map<String, Double> deltas = Map.of("near", near, "middle", middle, "far", far);
        return SpreadLeg.count(BUTTERFLY, deltas::get);
    }

    @Test
    void theShortestLegDecides() {
        assertThat(count(3.0, -8.0, 5.0)).isEqualTo(3.0);
        assertThat(count(3.0, -5.0, 5.0)).isEqualTo(2.5);
        assertThat(count(-3.0, 8.0, -2.0)).isEqualTo(2.0);
    }

    @Test
    void signsMustFit() {
        assertThat(count(3.0, 8.0, 5.0)).isEqualTo(0.0);
        assertThat(count(3.0, -8.0, -5.0)).isEqualTo(0.0);
        assertThat(count(3.0, -8.0, 0.0)).isEqualTo(0.0);
    }

    @Test
    void badLegsAreRefused() {
        assertThatThrownBy(() -> new SpreadLeg("near", Side.A, 0.0))
                .hasMessage("deltas must be above 0 and finite: 0.0");
        SpreadLeg one = new SpreadLeg("near", Side.A, 1.0);
        assertThatThrownBy(() -> SpreadLeg.requireSpread(List.of(one))).hasMessageContaining("both sides");
        assertThatThrownBy(() -> SpreadLeg.requireSpread(List.of(one, new SpreadLeg("near", Side.B, 1.0))))
                .hasMessageContaining("must not repeat");
    }
}
