package io.margrid.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkSizesTest {
    private static void assertCovers(WorkSizes sizes, long items0, long items1) {
        assertThat(sizes.global0()).isGreaterThanOrEqualTo(items0).isLessThan(items0 + sizes.local0());
        assertThat(sizes.global1()).isGreaterThanOrEqualTo(items1).isLessThan(items1 + sizes.local1());
        assertThat(sizes.global0() % sizes.local0()).isZero();
        assertThat(sizes.global1() % sizes.local1()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 35, 36, 63, 64, 65, 255, 256, 257, 2500, 16_384, 1_000_000})
    void coverEveryItemOnce(long items0) {
        for (long items1 : new long[] {1, 2, 7, 64, 1_000_000}) {
            for (String kernel : new String[] {
                "prepare", "risk_by_instrument", "risk_by_scenario", "chunk_sums_by_quad", "worst_cells"
            }) {
                assertCovers(WorkSizes.ofProcessor(kernel, items0, items1), items0, items1);
            }
            WorkSizes gpu = WorkSizes.ofGpu(items0, items1);
            assertCovers(gpu, items0, items1);
            assertThat(gpu.local0() * gpu.local1()).isBetween(128L, 256L);
        }
    }

    /// Otherwise a call with a new shape would wait for the compiler.
    @Test
    void aProcessorHasOneShapeForEachKernel() {
        for (String kernel : new String[] {"prepare", "risk_by_instrument", "risk_by_scenario", "chunk_sums_by_quad"}) {
            WorkSizes small = WorkSizes.ofProcessor(kernel, 1, 1);
            WorkSizes large = WorkSizes.ofProcessor(kernel, 10_000, 500);
            assertThat(large.local0()).as(kernel).isEqualTo(small.local0());
            assertThat(large.local1()).as(kernel).isEqualTo(small.local1());
        }
    }

    @Test
    void thirtyFiveScenariosFillAGroupOfAGpu() {
        assertThat(WorkSizes.ofGpu(35, 1000)).isEqualTo(new WorkSizes(36, 7, 36, 1001));
    }
}
