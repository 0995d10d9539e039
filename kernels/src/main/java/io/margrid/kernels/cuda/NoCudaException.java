package io.margrid.kernels.cuda;

import io.margrid.model.revaluation.BackendProbe;

/// Why this machine cannot be used for CUDA.
final class NoCudaException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /// @param reason what is missing
    /// @param remedy what a user can do about it
    NoCudaException(String reason, String remedy) {
        super(reason);
        this.remedy = remedy;
    }

    BackendProbe.Unusable unusable() {
        return new BackendProbe.Unusable(String.valueOf(getMessage()), remedy);
    }
}
