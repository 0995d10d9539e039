package io.margrid.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.model.revaluation.BackendProbe;
import io.margrid.model.revaluation.KnownAnswer;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBackendProvider;
import java.io.IOException;
import java.util.Locale;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenClBackendProviderTest {
    private static final String DEVICE = "margrid.opencl.device";

    @AfterEach
    void anyDevice() {
        System.clearProperty(DEVICE);
    }

    @Test
    void isFoundByServiceLoader() {
        assertThat(ServiceLoader.load(RevaluationBackendProvider.class))
                .extracting(RevaluationBackendProvider::id)
                .contains("opencl");
    }

    @Test
    void ranksByTheKindOfDevice() throws IOException {
        OpenClDevice device = OpenCl.require();
        assertThat(new OpenClBackendProvider().probe()).isInstanceOfSatisfying(BackendProbe.Usable.class, usable -> {
            assertThat(usable.info().label()).startsWith("opencl/").matches("[^/]+/[^/]+/[^/]+");
            assertThat(usable.info().description()).contains("MHz", "MiB", "driver ", device.driver());
            assertThat(usable.rank())
                    .isEqualTo(device.isProcessor() ? BackendProbe.Rank.OPENCL_CPU : BackendProbe.Rank.OPENCL_GPU);
        });
    }

    @Test
    void opensTheDevice() throws IOException {
        OpenCl.require();
        try (RevaluationBackend backend = new OpenClBackendProvider().open()) {
            assertThat(KnownAnswer.reproducedBy(backend)).isTrue();
        }
    }

    @Test
    void aDeviceCanBeChosenByAPartOfItsName() throws IOException {
        OpenClDevice device = OpenCl.require();
        System.setProperty(DEVICE, device.name().substring(1).toUpperCase(Locale.ROOT));
        assertThat(new OpenClBackendProvider().probe()).isInstanceOf(BackendProbe.Usable.class);
        System.setProperty(DEVICE, "abacus");
        assertThat(new OpenClBackendProvider().probe())
                .isInstanceOfSatisfying(BackendProbe.Unusable.class, unusable -> {
                    assertThat(unusable.reason()).contains(device.name() + " is not chosen by property " + DEVICE);
                    assertThat(unusable.remedy()).contains(DEVICE);
                });
    }
}
