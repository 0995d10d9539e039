package io.margrid.host.backend;

import io.margrid.model.revaluation.BackendProbe;
import io.margrid.model.revaluation.RevaluationBackendProvider;

/// A backend that was found on the class path, and what its probe said.
///
/// @param provider opens it
/// @param probe    usable or not, and why
public record Candidate(RevaluationBackendProvider provider, BackendProbe probe) {
    /// The backend's short name.
    ///
    /// @return for example `vector`
    public String id() {
        return provider.id();
    }

    /// Preference of automatic choice.
    ///
    /// @return the highest is tried first; the lowest possible for what cannot be used
    int rank() {
        return probe instanceof BackendProbe.Usable usable ? usable.rank() : Integer.MIN_VALUE;
    }
}
