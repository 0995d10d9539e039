package io.margrid.host.cli;

import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.InstrumentTable;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.ShockTable;
import io.margrid.model.revaluation.ValueKind;

/// A batch of ordinary options, to see roughly how fast a backend is: 1,024 options over 35 scenarios.
final class QuickLook {
    private static final int OPTIONS = 1024;
    private static final int SCENARIOS = 35;
    private static final int VOL_SHOCKS = 3;

    private QuickLook() {}

    static RevaluationBatch batch() {
        InstrumentTable table = InstrumentTable.allocate(OPTIONS, VOL_SHOCKS);
        for (int i = 0; i < OPTIONS; i++) {
            double strikeOverForward = 0.5 + i / (double) OPTIONS;
            table.kind()[i] = (i % 2 == 0 ? ValueKind.INVERSE_CALL : ValueKind.INVERSE_PUT).code();
            table.forward()[i] = 100_000.0;
            table.strikeOverForward()[i] = strikeOverForward;
            table.logForwardOverStrike()[i] = -StrictMath.log(strikeOverForward);
            table.years()[i] = 0.1;
            table.baseDeviation()[i] = 0.2;
            for (int v = 0; v < VOL_SHOCKS; v++) {
                table.shockedDeviation()[v * OPTIONS + i] = 0.1 * (1 + v);
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
