package io.margrid.host.backend;

import io.margrid.model.revaluation.KnownAnswer;
import io.margrid.model.revaluation.RevaluationBackend;
import java.util.Optional;

/// A backend opened and asked for the known answer. A device can fail at either, though its probe found it usable.
///
/// @param backend open, if it gave the known answer; the caller closes it
/// @param failure why it is not there
public record Trial(Optional<RevaluationBackend> backend, String failure) {
    /// Opens a usable candidate and asks it for the known answer.
    ///
    /// @param candidate the candidate
    /// @return the backend, or what went wrong; then it is closed
    public static Trial of(Candidate candidate) {
        RevaluationBackend backend;
        try {
            backend = candidate.provider().open();
        } catch (RuntimeException | LinkageError e) {
            return new Trial(Optional.empty(), "does not open: " + e);
        }
        String failure;
        try {
            if (KnownAnswer.reproducedBy(backend)) {
                return new Trial(Optional.of(backend), "");
            }
            failure = "gives a wrong answer to the known batch";
        } catch (RuntimeException | LinkageError e) {
            failure = "fails on the known batch: " + e;
        }
        try {
            backend.close();
        } catch (RuntimeException e) {
            failure += "; does not close: " + e;
        }
        return new Trial(Optional.empty(), failure);
    }
}
