package io.margrid.host.engine;

/// What matters of a call beside its work, where calls wait for a device.
///
/// @param tenant        who is charged for it; empty for nobody in particular
/// @param priority      who goes first
/// @param deadlineNanos the `System.nanoTime()` after which nobody wants the answer; [#NO_DEADLINE] if there is
///     none
/// @param cancellation  whether nobody wants it any more
public record CallTerms(String tenant, Priority priority, long deadlineNanos, Cancellation cancellation) {
    /// No deadline. Compare with it before any difference is taken.
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    /// A call of this process itself.
    public static final CallTerms LOCAL = new CallTerms("", Priority.INTERACTIVE, NO_DEADLINE, Cancellation.NEVER);

    /// Who goes first. Lower ordinals before higher ones.
    public enum Priority {
        /// Somebody waits for the answer.
        INTERACTIVE,
        /// Goes behind interactive calls, up to a bound.
        BULK
    }
}
