package io.margrid.bench;

import io.margrid.host.backend.Backends;
import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationResult;
import java.io.IOException;
import java.util.Set;

/// A process that another program times, see [PeerProtocol]: W2, from 2,000,000 positions and the profits of 1,024
/// instruments to the worst cell and runner-up of each of 10,000 accounts. A unit is a position.
///
/// All of a call is timed. What is not summing and reducing is copying the 35,840 profits, see
/// [AggregationWorkload]. The dump is the profits of the worst cells, account by account.
public final class AggregationPeer {
    private AggregationPeer() {}

    /// Runs until standard input ends.
    ///
    /// @param args the backend's name; `vector` if there is none
    /// @throws IOException if standard input or a dump fails
    public static void main(String[] args) throws IOException {
        AggregationWorkload workload = new AggregationWorkload(AggregationWorkload.ACCOUNTS);
        RevaluationResult result = RevaluationResult.allocate(workload.batch(), Set.of(Output.WORST_CELLS));
        try (RevaluationBackend backend = Backends.open(args.length == 0 ? "vector" : args[0])) {
            new PeerProtocol(
                            () -> backend.revalue(workload.batch(), result),
                            workload.positions(),
                            () -> result.worstCells().worstPnl())
                    .serve(backend.info().label(), System.out);
        }
    }
}
