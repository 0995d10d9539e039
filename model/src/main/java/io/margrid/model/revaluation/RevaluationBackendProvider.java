package io.margrid.model.revaluation;

/// Finds out whether a backend can run here, and opens it. Found by `ServiceLoader`; must load without the
/// backend's own requirements (driver, incubator module) being present.
public interface RevaluationBackendProvider {
    /// Short name to choose the backend by.
    ///
    /// @return for example `scalar`
    String id();

    /// Looks at the machine. Never throws for a missing requirement.
    ///
    /// @return usable or not, and why
    BackendProbe probe();

    /// Opens the backend.
    ///
    /// @return a backend that the caller closes
    /// @throws IllegalStateException if [#probe()] does not say usable
    /// @throws BackendException if the device fails
    RevaluationBackend open();
}
