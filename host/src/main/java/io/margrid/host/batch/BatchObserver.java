package io.margrid.host.batch;

/// Is told what the batcher does, for whoever counts. Called on the threads of callers and of the batcher, so it
/// must be quick and safe for many threads. What it throws is logged and changes nothing.
public interface BatchObserver {
    /// Nobody counts.
    BatchObserver NONE = new BatchObserver() {};

    /// A job waits from now on.
    ///
    /// @param cells of the job
    default void admitted(long cells) {}

    /// A job was refused.
    ///
    /// @param reason why
    default void refused(RefusedException.Reason reason) {}

    /// A job that waited was dropped before it, or what was left of it, was computed.
    ///
    /// @param reason why
    default void dropped(RefusedException.Reason reason) {}

    /// A batch was computed and handed out.
    ///
    /// @param run its figures
    default void batchDone(BatchRun run) {}
}
