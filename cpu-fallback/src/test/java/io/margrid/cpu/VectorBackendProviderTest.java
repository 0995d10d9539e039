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
        BackendProbe probe = new VectorBackendProvider().probe();
        assertThat(probe).isInstanceOf(BackendProbe.Usable.class);
        assertThat(((BackendProbe.Usable) probe).info().label()).matches("cpu/vector/[A-Za-z0-9]+-[0-9]+");
    }

    @Test
    void bothCpuBackendsAreFoundByServiceLoader() {
        List<String> ids = ServiceLoader.load(RevaluationBackendProvider.class).stream()
                .map(provider -> provider.get().id())
                .toList();
        assertThat(ids).containsExactlyInAnyOrder("scalar", "vector");
    }
}
