package io.margrid.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.revaluation.BackendInfo;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PeakRateTest {
    private static double teraflops(String label) {
        return PeakRate.of(new BackendInfo("cuda", label, ""), OptionalDouble.empty())
                .map(PeakRate::teraflops)
                .orElse(0.0);
    }

    @Test
    void isKnownByTheDevicesName() {
        assertThat(teraflops("cuda/NVIDIA/H100-80GB-HBM3")).isEqualTo(33.5);
        assertThat(teraflops("opencl/NVIDIA/H100-PCIe")).isEqualTo(25.6);
        assertThat(teraflops("cuda/NVIDIA/H200")).isEqualTo(33.5);
        assertThat(teraflops("cuda/NVIDIA/H100-NVL")).isZero();
        assertThat(teraflops("cuda/NVIDIA/RTX-4090")).isZero();
    }

    @Test
    void theUsersFigureCounts() {
        BackendInfo info = new BackendInfo("cuda", "cuda/NVIDIA/H200", "");
        assertThat(PeakRate.of(info, OptionalDouble.of(1.5))).hasValueSatisfying(peak -> {
            assertThat(peak.teraflops()).isEqualTo(1.5);
            // 75 multiply-adds in 100 ps are 1.5 TFLOP/s.
            assertThat(peak.share(0.1)).isCloseTo(1.0, within(1e-12));
        });
    }
}
