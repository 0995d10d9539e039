package io.margrid.host.engine;

/// Whether a call was given up by who made it. Safe for use by many threads.
public interface Cancellation {
    /// A call that nobody gives up.
    Cancellation NEVER = new Cancellation() {
        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public void onCancel(Runnable action) {}

        @Override
        public void forget(Runnable action) {}
    };

    /// Whether it was.
    ///
    /// @return once true, always true
    boolean isCancelled();

    /// Runs an action when the call is given up: at once if it was, at most once, on any thread.
    ///
    /// @param action must be short and must not throw
    void onCancel(Runnable action);

    /// Does not run an action any more, and keeps nothing of it. Once this has returned the action may still be
    /// running.
    ///
    /// @param action one given to [#onCancel]; any other is no fault
    void forget(Runnable action);
}
