package io.margrid.cpu;

import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.BackendProbe;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBackendProvider;
import io.margrid.model.revaluation.VectorStorage;

/// Offers [ScalarBackend] with risk vectors of [VectorStorage#FLOAT32], whose bits `vector-float32` must give.
public final class ScalarFloat32BackendProvider implements RevaluationBackendProvider {
    private static final BackendInfo INFO = ScalarBackend.describe(VectorStorage.FLOAT32);

    /// For `ServiceLoader`.
    public ScalarFloat32BackendProvider() {}

    @Override
    public String id() {
        return INFO.id();
    }

    @Override
    public BackendProbe probe() {
        return new BackendProbe.Usable(INFO, BackendProbe.Rank.BY_NAME_ONLY);
    }

    @Override
    public RevaluationBackend open() {
        return new ScalarBackend(VectorStorage.FLOAT32);
    }
}
