package io.margrid.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.revaluation.BackendProbe;
import io.margrid.model.revaluation.RevaluationBackendProvider;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/// On this machine as it is, which has a GPU or not.
class CudaBackendProviderTest {
    @Test
    void isFoundAndLoadsWithoutADriver() {
        assertThat(ServiceLoader.load(RevaluationBackendProvider.class))
                .anyMatch(provider -> provider instanceof CudaBackendProvider);
    }

    @Test
    void answersWhateverTheMachineHas() {
        CudaBackendProvider provider = new CudaBackendProvider();
        assertThat(provider.id()).isEqualTo("cuda");
        if (provider.probe() instanceof BackendProbe.Unusable(String reason, String remedy)) {
            assertThat(reason).isNotBlank();
            assertThat(remedy).isNotBlank();
            assertThatThrownBy(provider::open)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("CUDA cannot be used here: " + reason);
        }
    }
}
