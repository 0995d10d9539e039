package io.margrid.host.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.Limits;
import io.margrid.model.input.InvalidInputException;
import org.junit.jupiter.api.Test;

class BatchSettingsTest {
    @Test
    void takesTheLimits() {
        assertThat(new BatchSettings(false, 1, 1, 1, 1, Double.MIN_VALUE, 0, 0).join())
                .isFalse();
        assertThat(new BatchSettings(
                                true,
                                Limits.CELLS,
                                1_000_000,
                                1L << 40,
                                1L << 40,
                                1.0,
                                1_000_000_000L,
                                3_600_000_000_000L)
                        .cells())
                .isEqualTo(Limits.CELLS);
    }

    @Test
    void namesEverythingBeyondThem() {
        assertThatThrownBy(() -> new BatchSettings(true, 0, 0, -1, 0, Double.NaN, 1_000_000_001L, 3_600_000_000_001L))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll(
                        "cells: must be in [1, 1073741824]: 0",
                        "queueJobs: must be in [1, 1000000]: 0",
                        "queueCells: must be in [0, 1099511627776]: -1",
                        "queueBytes: must be in [1, 1099511627776]: 0",
                        "tenantShare: must be in (0, 1]: NaN",
                        "delayNanos: must be in [0, 1000000000]: 1000000001",
                        "ageingNanos: must be in [0, 3600000000000]: 3600000000001");
    }
}
