package io.margrid.host.batch;

import io.margrid.model.revaluation.BookTable;
import java.util.List;

/// Some rows of a job, computed in one turn.
///
/// @param job        whose
/// @param from       first row
/// @param to         row behind the last
/// @param queueNanos how long the job had waited for this turn
record Part(RevaluationJob job, int from, int to, long queueNanos) {
    int rows() {
        return to - from;
    }

    /// Entries of the rows.
    int entries() {
        int[] rowStart = job.rows().rowStart();
        return rowStart[to] - rowStart[from];
    }

    BookTable table() {
        return job.rows().slice(from, to);
    }

    /// Whether the job is done with it.
    boolean isLast() {
        return to == job.rows().rows();
    }

    /// Two parts for this one, which has two rows or more.
    List<Part> halves() {
        int middle = from + rows() / 2;
        return List.of(new Part(job, from, middle, queueNanos), new Part(job, middle, to, queueNanos));
    }
}
