package io.margrid.cpu;

import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.InstrumentTable;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.ShockTable;
import io.margrid.model.revaluation.SummationOrder;
import io.margrid.model.revaluation.ValueKind;

/// The port's arithmetic for one instrument and for one book, as plainly as it can be written. Defines the bits.
final class ScalarKernel {
    private ScalarKernel() {}

    /// Base value, Greeks and risk vector of one instrument.
    static void instrument(InstrumentTable table, ShockTable shocks, RevaluationResult result, int i) {
        if (ValueKind.isOption(table.kind()[i])) {
            greeks(table, result, i);
            optionVector(table, shocks, result, i);
        } else {
            future(result, i);
            futureVector(table, shocks, result, i);
        }
    }

    private static void future(RevaluationResult result, int i) {
        result.value()[i] = 0.0;
        result.delta()[i] = 1.0;
        result.gamma()[i] = 0.0;
        result.vega()[i] = 0.0;
        result.theta()[i] = 0.0;
    }

    private static void futureVector(InstrumentTable table, ShockTable shocks, RevaluationResult result, int i) {
        boolean inverse = table.kind()[i] == ValueKind.INVERSE_FUTURE.code();
        int row = i * result.stride();
        int factors = table.shockGroup()[i] * shocks.scenarios();
        for (int s = 0; s < shocks.scenarios(); s++) {
            double pnl =
                    inverse ? shocks.inverseReturn()[factors + s] : table.forward()[i] * shocks.move()[factors + s];
            result.riskVectors()[row + s] = pnl * shocks.weight()[factors + s] + 0.0;
        }
    }

    /// Base value and Greeks of an option.
    static void greeks(InstrumentTable table, RevaluationResult result, int i) {
        int kind = table.kind()[i];
        boolean put = ValueKind.isPut(kind);
        double f = table.forward()[i];
        double k = table.strikeOverForward()[i];
        double x = table.logForwardOverStrike()[i];
        double sd = table.baseDeviation()[i];
        double inverseDeviation = Black76.inverseDeviation(sd);
        double halfDeviation = Black76.halfDeviation(sd);
        double overForward = Black76.valueOverForward(put, k, x, inverseDeviation, halfDeviation);
        result.value()[i] = ValueKind.isInverseOption(kind) ? overForward : f * overForward;
        result.delta()[i] = Black76.delta(put, k, x, inverseDeviation, halfDeviation);
        double density = Black76.density(x, inverseDeviation, halfDeviation);
        double years = table.years()[i];
        result.gamma()[i] = density * inverseDeviation / f;
        result.vega()[i] = years > 0.0 ? f * density * Math.sqrt(years) : 0.0;
        // -F phi(d1) volatility / (2 sqrt(T)), with volatility = sd / sqrt(T).
        result.theta()[i] = years > 0.0 ? -(f * density * halfDeviation) / years + 0.0 : 0.0;
    }

    private static void optionVector(InstrumentTable table, ShockTable shocks, RevaluationResult result, int i) {
        int kind = table.kind()[i];
        boolean put = ValueKind.isPut(kind);
        boolean inverse = ValueKind.isInverseOption(kind);
        int n = table.size();
        double given = table.givenBase()[i];
        double base = !Double.isNaN(given) ? given : result.value()[i];
        int row = i * result.stride();
        int factors = table.shockGroup()[i] * shocks.scenarios();
        for (int s = 0; s < shocks.scenarios(); s++) {
            double sd = table.shockedDeviation()[shocks.volShock()[s] * n + i];
            double overForward = Black76.valueOverForward(
                    put,
                    table.strikeOverForward()[i] * shocks.inverseFactor()[factors + s],
                    table.logForwardOverStrike()[i] + shocks.logFactor()[factors + s],
                    Black76.inverseDeviation(sd),
                    Black76.halfDeviation(sd));
            double value = inverse ? overForward : table.forward()[i] * shocks.factor()[factors + s] * overForward;
            result.riskVectors()[row + s] = (value - base) * shocks.weight()[factors + s] + 0.0;
        }
    }

    /// One scenario column of one book, in [SummationOrder].
    static double bookSum(BookTable books, RevaluationResult result, int row, int scenario) {
        int end = books.rowStart()[row + 1];
        double sum = 0.0;
        for (int chunk = books.rowStart()[row]; chunk < end; chunk += SummationOrder.CHUNK) {
            int chunkEnd = Math.min(chunk + SummationOrder.CHUNK, end);
            double partial = 0.0;
            for (int e = chunk; e < chunkEnd; e++) {
                double unit = result.riskVectors()[books.instrument()[e] * result.stride() + scenario];
                partial += books.quantity()[e] * unit;
            }
            sum += partial;
        }
        return sum;
    }
}
