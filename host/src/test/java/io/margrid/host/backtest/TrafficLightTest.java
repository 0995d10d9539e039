package io.margrid.host.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Table 2 of the Basel Committee's framework of January 1996: 250 days, 99 %.
class TrafficLightTest {
    @ParameterizedTest
    @CsvSource({"0, GREEN", "4, GREEN", "5, YELLOW", "9, YELLOW", "10, RED", "15, RED"})
    void zonesAreThePrintedOnes(int beyond, TrafficLight zone) {
        assertThat(TrafficLight.of(250, beyond, 0.01)).isEqualTo(zone);
    }
}
