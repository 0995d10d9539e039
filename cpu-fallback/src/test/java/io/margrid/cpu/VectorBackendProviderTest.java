package io.margrid.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.model.revaluation.BackendProbe;
import io.margrid.model.revaluation.RevaluationBackendProvider;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class VectorBackendProviderTest {
    @Test
    void isUsableWhereTheModuleIsLoaded() {
        switch (new VectorBackendProvider().probe()) {
            case BackendProbe.Usable usable ->
                assertThat(usable.info().label()).matches("cpu/vector/[A-Za-z0-9]+-[48]");
            case BackendProbe.Unusable unusable ->
                assertThat(VectorBackend.lanes()).as(unusable.reason()).isLessThan(4);
        }
    }

    @Test
    void allCpuBackendsAreFoundByServiceLoader() {
        List<String> ids = ServiceLoader.load(RevaluationBackendProvider.class).stream()
                .map(provider -> provider.get().id())
                .toList();
        assertThat(ids).containsExactlyInAnyOrder("scalar", "scalar-float32", "vector", "vector-float32");
    }
}
