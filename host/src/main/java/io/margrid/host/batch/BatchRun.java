package io.margrid.host.batch;

import java.util.List;

/// The figures of one batch.
///
/// @param queueNanos   how long each job in it had waited for this turn
/// @param prices       instruments times scenarios; zero for work that had the backend for itself
/// @param cells        instruments or rows, whichever are more, times scenarios
/// @param rows         rows of books
/// @param packNanos    time to join the jobs
/// @param computeNanos time that the backend took
/// @param cutNanos     time to hand the results out on the batcher's thread
public record BatchRun(
        List<Long> queueNanos, long prices, long cells, int rows, long packNanos, long computeNanos, long cutNanos) {
    /// Copies the list.
    public BatchRun {
        queueNanos = List.copyOf(queueNanos);
    }

    /// How many jobs were in it; a job that was cut counts once for each of its parts.
    ///
    /// @return one or more
    public int jobs() {
        return queueNanos.size();
    }
}
