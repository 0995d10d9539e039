package io.margrid.bench;

import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.RevaluationBatch;
import java.util.List;
import java.util.Set;

/// Calls of the port that every backend is timed at.
///
/// @param name       what it is called while it runs
/// @param batches    taken in turn, all of one shape and over the same books, which the backends keep
/// @param outputs    what is copied back
/// @param eachCall   whether a sample is the median of its calls, not their mean
record Work(String name, List<RevaluationBatch> batches, Set<Output> outputs, boolean eachCall) {
    BookTable books() {
        return batches.getFirst().books();
    }

    RevaluationBatch batch(long call) {
        return batches.get((int) (call % batches.size()));
    }
}
