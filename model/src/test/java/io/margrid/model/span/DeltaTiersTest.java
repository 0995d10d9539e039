package io.margrid.model.span;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeltaTiersTest {
    @Test
    void netsByTierAndKeepsTheNetOfAll() {
        DeltaTiers deltas = new DeltaTiers(2);
        deltas.add(0, 3.0, 100.0);
        deltas.add(0, -1.0, 200.0);
        deltas.add(1, -5.0, 400.0);
        assertThat(deltas.left(0)).isEqualTo(2.0);
        assertThat(deltas.left(1)).isEqualTo(-5.0);
        assertThat(deltas.net()).isEqualTo(-3.0);
        assertThat(deltas.price(0)).isEqualTo(125.0);
        deltas.consume(0, 2.0);
        assertThat(deltas.left(0)).isEqualTo(0.0);
        assertThat(deltas.spread(0)).isEqualTo(2.0);
        assertThat(deltas.net()).isEqualTo(-3.0);
        assertThat(new DeltaTiers(1).price(0)).isEqualTo(0.0);
    }

    @Test
    void netDeltaIsTakenOffTheNearestTiersOfItsSign() {
        DeltaTiers deltas = new DeltaTiers(4);
        deltas.add(0, 10.0, 1.0);
        deltas.add(1, 2.0, 1.0);
        deltas.add(2, -3.0, 1.0);
        deltas.add(3, 4.0, 1.0);
        assertThat(deltas.leftBut(0)).isEqualTo(3.0);
        deltas.consumeBut(0, 3.0);
        assertThat(deltas.left(0)).isEqualTo(10.0);
        assertThat(deltas.left(1)).isEqualTo(0.0);
        assertThat(deltas.left(2)).isEqualTo(-3.0);
        assertThat(deltas.left(3)).isEqualTo(3.0);
        assertThat(deltas.leftBut(-1)).isEqualTo(10.0);
    }
}
