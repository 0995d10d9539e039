package io.margrid.cpu;

import io.margrid.model.revaluation.BackendProbe;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBackendProvider;

/// Offers [ScalarBackend], which runs everywhere.
public final class ScalarBackendProvider implements RevaluationBackendProvider {
    /// For `ServiceLoader`.
    public ScalarBackendProvider() {}

    @Override
    public String id() {
        return ScalarBackend.INFO.id();
    }

    @Override
    public BackendProbe probe() {
        return new BackendProbe.Usable(ScalarBackend.INFO, BackendProbe.Rank.SCALAR);
    }

    @Override
    public RevaluationBackend open() {
        return new ScalarBackend();
    }
}
