package io.margrid.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.InstrumentTable;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBackendContract;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.ShockTable;
import io.margrid.model.revaluation.ValueKind;
import org.junit.jupiter.api.Test;

class ScalarBackendTest extends RevaluationBackendContract {
    @Override
    protected RevaluationBackend open() {
        return new ScalarBackend();
    }

    @Override
    protected RevaluationBackend openReference() {
        return new ScalarBackend();
    }

    /// A linear call: value, delta, gamma, vega and theta.
    private static RevaluationResult call(double forward, double volatility, double years) {
        InstrumentTable table = InstrumentTable.allocate(1, 0);
        table.kind()[0] = ValueKind.LINEAR_CALL.code();
        table.forward()[0] = forward;
        table.strikeOverForward()[0] = 100.0 / forward;
        table.logForwardOverStrike()[0] = StrictMath.log(forward / 100.0);
        table.years()[0] = years;
        table.baseDeviation()[0] = volatility * Math.sqrt(years);
        try (RevaluationBackend backend = new ScalarBackend()) {
            return backend.revalue(new RevaluationBatch(table, ShockTable.allocate(0, 0, new int[0]), BookTable.EMPTY));
        }
    }

    @Test
    void greeksAreTheSlopesOfTheValue() {
        for (double forward : new double[] {80.0, 100.0, 123.0}) {
            RevaluationResult at = call(forward, 0.6, 0.3);
            double h = 1e-4;
            double up = call(forward + h, 0.6, 0.3).value()[0];
            double down = call(forward - h, 0.6, 0.3).value()[0];
            assertThat(at.delta()[0]).isCloseTo((up - down) / (2.0 * h), within(1e-7));
            double deltaUp = call(forward + h, 0.6, 0.3).delta()[0];
            double deltaDown = call(forward - h, 0.6, 0.3).delta()[0];
            assertThat(at.gamma()[0]).isCloseTo((deltaUp - deltaDown) / (2.0 * h), within(1e-7));
            double volUp = call(forward, 0.6 + h, 0.3).value()[0];
            double volDown = call(forward, 0.6 - h, 0.3).value()[0];
            assertThat(at.vega()[0]).isCloseTo((volUp - volDown) / (2.0 * h), within(1e-5));
            double later = call(forward, 0.6, 0.3 - h).value()[0];
            double earlier = call(forward, 0.6, 0.3 + h).value()[0];
            assertThat(at.theta()[0]).isCloseTo((later - earlier) / (2.0 * h), within(1e-5));
        }
    }
}
