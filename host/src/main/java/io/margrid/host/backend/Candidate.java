package io.margrid.host.backend;

import io.margrid.model.revaluation.BackendException;
import io.margrid.model.revaluation.BackendException.Fault;
import io.margrid.model.revaluation.BackendProbe;
import io.margrid.model.revaluation.KnownAnswer;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBackendProvider;

/// A backend that was found on the class path, and what its probe said.
///
/// @param provider opens it
/// @param probe    usable or not, and why
public record Candidate(RevaluationBackendProvider provider, BackendProbe probe) {
    /// The first part of labels of backends that are this very process.
    private static final String CPU = "cpu/";

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

    /// Whether the backend may compute without having been named.
    ///
    /// @return true for usable ones whose figures are those of all others
    public boolean isAutomatic() {
        return probe instanceof BackendProbe.Usable usable && usable.isAutomatic();
    }

    /// Whether the backend is plain Java in this process. Any other has a driver that can fail or hang.
    ///
    /// @return true for usable ones whose label says `cpu`
    boolean isJava() {
        return probe instanceof BackendProbe.Usable usable
                && usable.info().label().startsWith(CPU);
    }

    /// Opens the backend and asks it for the known answer: a device can fail at either, though its probe found it
    /// usable. Nothing guards it.
    ///
    /// @return a backend that gave the known answer; the caller closes it
    /// @throws BackendException saying what went wrong; then it is closed
    RevaluationBackend open() {
        RevaluationBackend backend;
        try {
            backend = provider.open();
        } catch (RuntimeException | Error e) {
            throw failure("does not open", e);
        }
        BackendException failure;
        try {
            if (KnownAnswer.reproducedBy(backend)) {
                return backend;
            }
            failure = new BackendException(Fault.WRONG_ANSWER, "gives a wrong answer to the known batch");
        } catch (RuntimeException | Error e) {
            failure = failure("fails on the known batch", e);
        }
        try {
            backend.close();
        } catch (RuntimeException | Error e) {
            failure.addSuppressed(e);
        }
        throw failure;
    }

    private static BackendException failure(String what, Throwable e) {
        BackendException fault = DeviceThread.asFault(e);
        return new BackendException(fault.fault(), what + ": " + fault.getMessage(), e);
    }
}
