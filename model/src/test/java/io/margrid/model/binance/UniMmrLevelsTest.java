package io.margrid.model.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UniMmrLevelsTest {
    private static final UniMmrLevels LEVELS = new UniMmrLevels(1.5, 1.2, 1.05, 1.0);

    @ParameterizedTest
    @CsvSource({
        "Infinity, FREE",
        "1.5000000000000002, FREE",
        "1.5, REMINDER",
        "1.2, REDUCE_ONLY",
        "1.05, LIQUIDATION",
        "1.0000000000000002, LIQUIDATION",
        "1.0, CLAIM",
        "-3, CLAIM",
    })
    void aRatioOnALevelIsInTheStricterZone(double ratio, UniMmrLevels.Zone zone) {
        assertThat(LEVELS.zone(ratio)).isEqualTo(zone);
    }

    @Test
    void levelsMustRise() {
        assertThatThrownBy(() -> new UniMmrLevels(1.5, 1.2, 1.05, 1.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("claim, liquidation, reduce_only, free_use must rise from above 0 to 100.0:"
                        + " 1.1, 1.05, 1.2, 1.5");
    }
}
