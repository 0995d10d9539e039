package io.margrid.host.batch;

import java.time.Duration;

/// A job was not taken, or was dropped before it was computed. Nothing is wrong with the job or the device.
///
/// Has no stack trace: under overload it is thrown often, and says all there is to say.
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Why.
    public enum Reason {
        /// As many jobs or cells wait as may.
        QUEUE_FULL,
        /// No more work is taken, because the server ends.
        DRAINING,
        /// As many jobs, cells or bytes of the tenant wait as may.
        TENANT_QUOTA,
        /// The jobs that wait hold as much memory as they may.
        QUEUE_MEMORY,
        /// The job is larger than all that may wait, so that it never can.
        JOB_TOO_LARGE,
        /// The job's deadline has passed, or will have before it can be done.
        DEADLINE,
        /// Whoever wanted the job gave it up.
        CANCELLED
    }

    private final Reason reason;
    private final Duration retryAfter;

    /// A refusal.
    ///
    /// @param reason     why
    /// @param message    the same with figures
    /// @param retryAfter when it may be worth another try, by estimate; zero if it never is
    RefusedException(Reason reason, String message, Duration retryAfter) {
        super(message, null, false, false);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    /// The refusal of a call whose deadline comes before its turn.
    ///
    /// @param wait until its turn, by estimate
    /// @return for [Reason#DEADLINE]
    public static RefusedException beforeItsTurn(Duration wait) {
        return new RefusedException(
                Reason.DEADLINE,
                "the deadline comes before the call's turn, which is in %d us".formatted(wait.toNanos() / 1_000),
                wait);
    }

    /// Why.
    ///
    /// @return the reason
    public Reason reason() {
        return reason;
    }

    /// When to try again.
    ///
    /// @return an estimate; zero if another try is of no use
    public Duration retryAfter() {
        return retryAfter;
    }
}
