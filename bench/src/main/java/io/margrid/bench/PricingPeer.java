package io.margrid.bench;

import io.margrid.host.backend.Backends;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationResult;
import java.io.IOException;

/// A process that another program times: W1 with 1,024 options, everything from plain inputs to 35,840 stored
/// prices. A unit is a price; figures are prices, instrument by instrument.
public final class PricingPeer {
    private final PricingWorkload workload = new PricingWorkload(PricingWorkload.OPTIONS, BookTable.EMPTY);
    private final RevaluationBackend backend;
    private final RevaluationResult result = RevaluationResult.allocate(workload.batch());

    private PricingPeer(RevaluationBackend backend) {
        this.backend = backend;
    }

    /// Runs until standard input ends.
    ///
    /// @param args the backend's name; `vector` if there is none
    /// @throws IOException if standard input or a dump fails
    public static void main(String[] args) throws IOException {
        try (RevaluationBackend backend = Backends.open(args.length == 0 ? "vector" : args[0])) {
            PricingPeer peer = new PricingPeer(backend);
            new PeerProtocol(peer::pass, PricingWorkload.PRICES, peer::prices)
                    .serve(backend.info().label(), System.out);
        }
    }

    private void pass() {
        workload.fill();
        backend.revalue(workload.batch(), result);
    }

    private double[] prices() {
        double[] prices = new double[PricingWorkload.PRICES];
        for (int i = 0; i < PricingWorkload.OPTIONS; i++) {
            System.arraycopy(result.riskVector(i), 0, prices, i * PricingWorkload.SCENARIOS, PricingWorkload.SCENARIOS);
        }
        return prices;
    }
}
