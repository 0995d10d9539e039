package io.margrid.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.model.revaluation.BackendProbe;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBackendContract;
import io.margrid.model.revaluation.VectorStorage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VectorFloat32BackendProviderTest {
    /// The contract in which floats are compared with floats.
    abstract static class Float32Contract extends RevaluationBackendContract {
        private final VectorSettings settings;

        Float32Contract(VectorSettings settings) {
            this.settings = settings;
        }

        @Override
        protected RevaluationBackend open() {
            return new VectorBackend(VectorStorage.FLOAT32, settings);
        }

        @Override
        protected RevaluationBackend openReference() {
            return new ScalarFloat32BackendProvider().open();
        }
    }

    @Nested
    class OneThread extends Float32Contract {
        OneThread() {
            super(VectorSettings.withThreads(1));
        }
    }

    @Nested
    class TwoThreads extends Float32Contract {
        TwoThreads() {
            super(new VectorSettings(2, 3, 40, 0));
        }
    }

    @Nested
    class ThreeThreads extends Float32Contract {
        ThreeThreads() {
            super(new VectorSettings(3, 3, 40, 0));
        }
    }

    @Test
    void isUsedByNameOnlyWhereVectorIsUsable() {
        switch (new VectorFloat32BackendProvider().probe()) {
            case BackendProbe.Usable usable -> {
                assertThat(usable.isAutomatic()).isFalse();
                assertThat(usable.info().id()).isEqualTo("vector-float32");
                assertThat(usable.info().label()).matches("cpu/vector-float32/[A-Za-z0-9]+-[48]");
            }
            case BackendProbe.Unusable unusable ->
                assertThat(new VectorBackendProvider().probe())
                        .isInstanceOfSatisfying(
                                BackendProbe.Unusable.class,
                                vector -> assertThat(vector.reason()).isEqualTo(unusable.reason()));
        }
    }
}
