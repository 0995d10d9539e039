package io.margrid.bench;

import io.margrid.host.backend.Backends;
import io.margrid.host.backend.Candidate;
import io.margrid.model.revaluation.BackendProbe;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBackendContract;

/// The contract on a backend as users get it, found by `ServiceLoader` and under guard, but with nothing that
/// would compute in its place: the one that property `margrid.contract.backend` names, or else the best of this
/// machine.
class ChosenBackendTest extends RevaluationBackendContract {
    private static final String NAME = System.getProperty("margrid.contract.backend", Backends.AUTO);

    @Override
    protected RevaluationBackend open() {
        Backends backends = Backends.onClassPath();
        Candidate chosen = backends.candidates().stream()
                .filter(candidate ->
                        NAME.equals(Backends.AUTO) || candidate.id().equals(NAME))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no such backend: " + NAME));
        if (chosen.probe() instanceof BackendProbe.Unusable(String reason, String remedy)) {
            throw new IllegalStateException("%s cannot be used: %s; %s".formatted(NAME, reason, remedy));
        }
        return backends.openAlone(chosen);
    }

    @Override
    protected RevaluationBackend openReference() {
        try (RevaluationBackend backend = open()) {
            return DirectBackends.openReference(backend.storage());
        }
    }
}
