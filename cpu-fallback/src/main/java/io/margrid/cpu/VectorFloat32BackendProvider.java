package io.margrid.cpu;

import io.margrid.model.revaluation.BackendProbe;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBackendProvider;
import io.margrid.model.revaluation.VectorStorage;

/// Offers [VectorBackend] with risk vectors of [VectorStorage#FLOAT32], where `vector` is offered.
public final class VectorFloat32BackendProvider implements RevaluationBackendProvider {
    private final VectorBackendProvider vector = new VectorBackendProvider(VectorStorage.FLOAT32);

    /// For `ServiceLoader`.
    public VectorFloat32BackendProvider() {}

    @Override
    public String id() {
        return vector.id();
    }

    @Override
    public BackendProbe probe() {
        return vector.probe();
    }

    @Override
    public RevaluationBackend open() {
        return vector.open();
    }
}
