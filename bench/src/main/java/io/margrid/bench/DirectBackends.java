package io.margrid.bench;

import io.margrid.host.backend.Backends;
import io.margrid.host.backend.Candidate;
import io.margrid.model.revaluation.BackendProbe;
import io.margrid.model.revaluation.KnownAnswer;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.VectorStorage;
import java.util.Optional;

/// Opens backends without the guard that stands between users and a device: what is measured is the backend, and a
/// tool that slows a device down must not make a watchdog bark.
final class DirectBackends {
    private DirectBackends() {}

    /// Opens the backend whose bits others must give.
    ///
    /// @param storage how the others keep vectors
    static RevaluationBackend openReference(VectorStorage storage) {
        return open(storage.named("scalar"));
    }

    /// Opens a backend by name.
    static RevaluationBackend open(String id) {
        return open(find(id).orElseThrow(() -> new IllegalStateException("no such backend: " + id)));
    }

    /// Whether there is a backend of a name that can be used here.
    static boolean isUsable(String id) {
        return find(id).map(Candidate::probe)
                .filter(BackendProbe.Usable.class::isInstance)
                .isPresent();
    }

    private static Optional<Candidate> find(String id) {
        return Backends.onClassPath().candidates().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst();
    }

    /// Opens a backend.
    ///
    /// @return it gave the known answer; the caller closes it
    /// @throws IllegalStateException if it cannot be used, or gave another answer
    static RevaluationBackend open(Candidate candidate) {
        if (candidate.probe() instanceof BackendProbe.Unusable(String reason, String remedy)) {
            throw new IllegalStateException("%s cannot be used: %s; %s".formatted(candidate.id(), reason, remedy));
        }
        RevaluationBackend backend = candidate.provider().open();
        boolean right = false;
        try {
            right = KnownAnswer.reproducedBy(backend);
        } finally {
            if (!right) {
                backend.close();
            }
        }
        if (!right) {
            throw new IllegalStateException(candidate.id() + " gives a wrong answer to the known batch");
        }
        return backend;
    }
}
