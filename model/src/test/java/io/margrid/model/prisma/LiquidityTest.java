package io.margrid.model.prisma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiquidityTest {
    private static final Liquidity TABLE = new Liquidity(
            List.of(new Liquidity.Step(0.0, 0.1), new Liquidity.Step(1.0, 0.3), new Liquidity.Step(3.0, 1.3)),
            5.0,
            0.2,
            Map.of("btc", 10.0));

    @Test
    void factorsAreLinearBetweenPoints() {
        assertThat(TABLE.amount("btc", -5.0, 100.0, 0.0)).isCloseTo(20.0, within(1e-12));
        assertThat(TABLE.amount("btc", 20.0, 100.0, 0.0)).isCloseTo(80.0, within(1e-12));
        assertThat(TABLE.amount("btc", 900.0, 100.0, 0.0)).isCloseTo(130.0, within(1e-12));
        assertThat(TABLE.amount("btc", 0.0, 0.0, 20_000.0)).isCloseTo(10.0, within(1e-12));
        assertThat(TABLE.amount("eth", 5.0, 100.0, 20_000.0)).isZero();
    }

    @Test
    void diversificationHasAFloor() {
        assertThat(TABLE.alpha(50.0, 100.0)).isEqualTo(0.5);
        assertThat(TABLE.alpha(5.0, 100.0)).isEqualTo(0.2);
        assertThat(TABLE.alpha(0.0, 0.0)).isEqualTo(0.2);
    }

    @Test
    void figuresHaveRanges() {
        List<Liquidity.Step> one = List.of(new Liquidity.Step(0.0, 0.1));
        assertThatThrownBy(() -> new Liquidity(List.of(new Liquidity.Step(1.0, 0.1)), 0.0, 0.0, Map.of()))
                .hasMessageContaining("factors must begin with the size 0");
        assertThatThrownBy(() -> new Liquidity(
                        List.of(new Liquidity.Step(0.0, 0.1), new Liquidity.Step(0.0, 0.2)), 0.0, 0.0, Map.of()))
                .hasMessageContaining("sizes of factors must rise: 0.0");
        assertThatThrownBy(() -> new Liquidity(one, -1.0, 0.0, Map.of())).hasMessageContaining("basis_points must be");
        assertThatThrownBy(() -> new Liquidity(one, 0.0, 2.0, Map.of())).hasMessageContaining("alpha_floor must be");
        assertThatThrownBy(() -> new Liquidity(one, 0.0, 0.0, Map.of("btc", 0.0)))
                .hasMessageContaining("capacities.btc must be above 0: 0.0");
    }
}
