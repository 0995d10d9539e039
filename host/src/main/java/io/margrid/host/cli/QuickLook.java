package io.margrid.host.cli;

import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.InstrumentTable;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.ShockTable;
import io.margrid.model.revaluation.ValueKind;

/// A batch of ordinary options over 35 scenarios, to see roughly how fast a backend is.
final class QuickLook {
    private static final int OPTIONS_MIN = 1 << 10;
    private static final int OPTIONS_MAX = 1 << 16;

    /// A call that takes as long is mostly computing; of shorter ones much may be launching and handing over.
    private static final long ENOUGH_NANOS = 5_000_000L;

    private static final int SCENARIOS = 35;
    private static final int VOL_SHOCKS = 3;

    private QuickLook() {}

    /// A batch that keeps a backend busy.
    ///
    /// @param backend tried with growing batches
    /// @return 1,024 options, or up to 65,536 if the backend is quick
    static RevaluationBatch batch(RevaluationBackend backend) {
        int options = OPTIONS_MIN;
        while (true) {
            RevaluationBatch batch = batch(options);
            RevaluationResult result = RevaluationResult.allocate(batch);
            // The first call of a size takes memory.
            backend.revalue(batch, result);
            long start = System.nanoTime();
            backend.revalue(batch, result);
            if (options == OPTIONS_MAX || System.nanoTime() - start > ENOUGH_NANOS) {
                return batch;
            }
            options *= 2;
        }
    }

    private static RevaluationBatch batch(int options) {
        InstrumentTable table = InstrumentTable.allocate(options, VOL_SHOCKS);
        for (int i = 0; i < options; i++) {
            double strikeOverForward = 0.5 + i / (double) options;
            table.kind()[i] = (i % 2 == 0 ? ValueKind.INVERSE_CALL : ValueKind.INVERSE_PUT).code();
            table.forward()[i] = 100_000.0;
            table.strikeOverForward()[i] = strikeOverForward;
            table.logForwardOverStrike()[i] = -StrictMath.log(strikeOverForward);
            table.years()[i] = 0.1;
            table.baseDeviation()[i] = 0.2;
            for (int v = 0; v < VOL_SHOCKS; v++) {
                table.shockedDeviation()[v * options + i] = 0.1 * (1 + v);
            }
        }
        int[] volShock = new int[SCENARIOS];
        for (int s = 0; s < SCENARIOS; s++) {
            volShock[s] = s % VOL_SHOCKS;
        }
        ShockTable shocks = ShockTable.allocate(1, VOL_SHOCKS, volShock);
        for (int s = 0; s < SCENARIOS; s++) {
            shocks.fill(0, s, 0.01 * (s - SCENARIOS / 2), 1.0);
        }
        return new RevaluationBatch(table, shocks, BookTable.EMPTY);
    }
}
