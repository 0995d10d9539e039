package io.margrid.bench;

import io.margrid.host.backend.Backends;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationResult;
import java.io.IOException;

/// A process that another program times, see [PeerProtocol]: W1 with 1,024 options, everything from plain inputs
/// to 35,840 stored prices. A unit is a price; the dump is the prices, instrument by instrument.
public final class PricingPeer {
    private static final int OPTIONS = 1024;
    private static final int PRICES = OPTIONS * PricingWorkload.SCENARIOS;

    private PricingPeer() {}

    /// Runs until standard input ends.
    ///
    /// @param args the backend's name; `vector` if there is none
    /// @throws IOException if standard input or a dump fails
    public static void main(String[] args) throws IOException {
        PricingWorkload workload = new PricingWorkload(OPTIONS, BookTable.EMPTY);
        RevaluationResult result = RevaluationResult.allocate(workload.batch());
        try (RevaluationBackend backend = Backends.open(args.length == 0 ? "vector" : args[0])) {
            Runnable pass = () -> {
                workload.fill();
                backend.revalue(workload.batch(), result);
            };
            new PeerProtocol(pass, PRICES, () -> prices(result))
                    .serve(backend.info().label(), System.out);
        }
    }

    private static double[] prices(RevaluationResult result) {
        double[] prices = new double[PRICES];
        for (int i = 0; i < OPTIONS; i++) {
            System.arraycopy(result.riskVector(i), 0, prices, i * PricingWorkload.SCENARIOS, PricingWorkload.SCENARIOS);
        }
        return prices;
    }
}
