package io.margrid.cpu;

import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.BackendProbe;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBackendProvider;
import io.margrid.model.revaluation.VectorStorage;

/// Offers [ScalarBackend], which runs everywhere.
public final class ScalarBackendProvider implements RevaluationBackendProvider {
    private static final BackendInfo INFO = ScalarBackend.describe(VectorStorage.FLOAT64);

    /// For `ServiceLoader`.
    public ScalarBackendProvider() {}

    @Override
    public String id() {
        return INFO.id();
    }

    @Override
    public BackendProbe probe() {
        return new BackendProbe.Usable(INFO, BackendProbe.Rank.SCALAR);
    }

    @Override
    public RevaluationBackend open() {
        return new ScalarBackend();
    }
}
