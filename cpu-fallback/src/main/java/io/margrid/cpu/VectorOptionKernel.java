package io.margrid.cpu;

import io.margrid.model.revaluation.InstrumentTable;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.ShockTable;
import io.margrid.model.revaluation.ValueKind;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Risk vectors of a vector's worth of options of one shock group.
///
/// The cell's arithmetic is written out in one method on purpose: helpers that take or return vectors are not
/// always inlined (`NodeCountInliningCutoff`), and then each vector is an object. Tests measure that nothing is
/// allocated.
final class VectorOptionKernel {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    /// Doubles in a vector.
    static final int LANES = SPECIES.length();

    private static final int LANE_COLUMNS = 4;

    /// `LANES` inverse and `LANES` half deviations for each volatility shock.
    private double[] deviations = new double[0];

    /// Of the block: sign (+1 call, -1 put), base value, forward, and 1 for inverse options, 0 for linear ones.
    private final double[] lanes = new double[LANE_COLUMNS * LANES];

    /// Cells of the block, scenario by scenario.
    private double[] cells = new double[0];

    /// Makes room for a shock table.
    void prepare(ShockTable shocks) {
        if (deviations.length < 2 * LANES * shocks.volShocks()) {
            deviations = new double[2 * LANES * shocks.volShocks()];
        }
        if (cells.length < LANES * shocks.scenarios()) {
            cells = new double[LANES * shocks.scenarios()];
        }
    }

    /// Risk vectors of the options `i` to `i + LANES - 1`, whose base values are in the result already.
    void block(InstrumentTable table, ShockTable shocks, RevaluationResult result, int i) {
        for (int lane = 0; lane < LANES; lane++) {
            int kind = table.kind()[i + lane];
            double given = table.givenBase()[i + lane];
            lanes[lane] = ValueKind.isPut(kind) ? -1.0 : 1.0;
            lanes[LANES + lane] = !Double.isNaN(given) ? given : result.value()[i + lane];
            lanes[2 * LANES + lane] = table.forward()[i + lane];
            lanes[3 * LANES + lane] = ValueKind.isInverseOption(kind) ? 1.0 : 0.0;
        }
        for (int v = 0; v < shocks.volShocks(); v++) {
            deviations(table, v, i);
        }
        int factors = table.shockGroup()[i] * shocks.scenarios();
        for (int s = 0; s < shocks.scenarios(); s++) {
            cell(table, shocks, i, factors + s, 2 * LANES * shocks.volShock()[s], LANES * s);
        }
        for (int lane = 0; lane < LANES; lane++) {
            int row = (i + lane) * result.stride();
            for (int s = 0; s < shocks.scenarios(); s++) {
                result.riskVectors()[row + s] = cells[LANES * s + lane];
            }
        }
    }

    private void deviations(InstrumentTable table, int volShock, int i) {
        DoubleVector sd = DoubleVector.fromArray(SPECIES, table.shockedDeviation(), volShock * table.size() + i);
        VectorMask<Double> intrinsic = sd.lt(Black76.INTRINSIC_BELOW_DEVIATION);
        DoubleVector inverse = DoubleVector.broadcast(SPECIES, 1.0).div(sd).blend(0.0, intrinsic);
        DoubleVector half = sd.mul(0.5).blend(0.0, intrinsic);
        inverse.intoArray(deviations, 2 * LANES * volShock);
        half.intoArray(deviations, 2 * LANES * volShock + LANES);
    }

    /// One scenario of one block: [Black76#valueOverForward] and the profit of [ScalarKernel], lane by lane.
    private void cell(InstrumentTable table, ShockTable shocks, int i, int factor, int deviation, int to) {
        DoubleVector inverseDeviation = DoubleVector.fromArray(SPECIES, deviations, deviation);
        DoubleVector halfDeviation = DoubleVector.fromArray(SPECIES, deviations, deviation + LANES);
        DoubleVector k =
                DoubleVector.fromArray(SPECIES, table.strikeOverForward(), i).mul(shocks.inverseFactor()[factor]);
        DoubleVector r = DoubleVector.fromArray(SPECIES, table.logForwardOverStrike(), i)
                .add(shocks.logFactor()[factor])
                .abs()
                .mul(inverseDeviation);
        DoubleVector h = halfDeviation.sub(r);
        DoubleVector u = halfDeviation.add(r);

        // exp(-h^2 / 2)
        DoubleVector q = h.mul(h);
        VectorMask<Double> vanishes = q.compare(VectorOperators.GT, ScalarMath.GAUSSIAN_VANISHES_ABOVE);
        q = q.blend(0.0, vanishes);
        DoubleVector minusHalfLog2E = DoubleVector.broadcast(SPECIES, ScalarMath.MINUS_HALF_LOG2_E);
        DoubleVector shifted = q.fma(minusHalfLog2E, DoubleVector.broadcast(SPECIES, ScalarMath.ROUNDING));
        DoubleVector f = q.fma(minusHalfLog2E, shifted.sub(ScalarMath.ROUNDING).neg());
        DoubleVector s = f.mul(f);
        DoubleVector even = DoubleVector.broadcast(SPECIES, Coefficients.C11);
        DoubleVector odd = DoubleVector.broadcast(SPECIES, Coefficients.C10);
        even = even.fma(s, DoubleVector.broadcast(SPECIES, Coefficients.C9));
        odd = odd.fma(s, DoubleVector.broadcast(SPECIES, Coefficients.C8));
        even = even.fma(s, DoubleVector.broadcast(SPECIES, Coefficients.C7));
        odd = odd.fma(s, DoubleVector.broadcast(SPECIES, Coefficients.C6));
        even = even.fma(s, DoubleVector.broadcast(SPECIES, Coefficients.C5));
        odd = odd.fma(s, DoubleVector.broadcast(SPECIES, Coefficients.C4));
        even = even.fma(s, DoubleVector.broadcast(SPECIES, Coefficients.C3));
        odd = odd.fma(s, DoubleVector.broadcast(SPECIES, Coefficients.C2));
        even = even.fma(s, DoubleVector.broadcast(SPECIES, Coefficients.C1));
        DoubleVector e = odd.fma(f, even).fma(f, DoubleVector.broadcast(SPECIES, 1.0));
        LongVector exponent = shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
        DoubleVector gaussian =
                e.reinterpretAsLongs().add(exponent).reinterpretAsDoubles().blend(0.0, vanishes);

        // Both tails, interleaved
        DoubleVector z = h.abs();
        DoubleVector p1 = DoubleVector.broadcast(SPECIES, Coefficients.P6);
        DoubleVector p2 = DoubleVector.broadcast(SPECIES, Coefficients.P6);
        p1 = p1.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.P5));
        p2 = p2.fma(u, DoubleVector.broadcast(SPECIES, Coefficients.P5));
        p1 = p1.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.P4));
        p2 = p2.fma(u, DoubleVector.broadcast(SPECIES, Coefficients.P4));
        p1 = p1.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.P3));
        p2 = p2.fma(u, DoubleVector.broadcast(SPECIES, Coefficients.P3));
        p1 = p1.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.P2));
        p2 = p2.fma(u, DoubleVector.broadcast(SPECIES, Coefficients.P2));
        p1 = p1.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.P1));
        p2 = p2.fma(u, DoubleVector.broadcast(SPECIES, Coefficients.P1));
        p1 = p1.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.P0));
        p2 = p2.fma(u, DoubleVector.broadcast(SPECIES, Coefficients.P0));
        DoubleVector q1 = DoubleVector.broadcast(SPECIES, Coefficients.Q7);
        DoubleVector q2 = DoubleVector.broadcast(SPECIES, Coefficients.Q7);
        q1 = q1.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.Q6));
        q2 = q2.fma(u, DoubleVector.broadcast(SPECIES, Coefficients.Q6));
        q1 = q1.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.Q5));
        q2 = q2.fma(u, DoubleVector.broadcast(SPECIES, Coefficients.Q5));
        q1 = q1.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.Q4));
        q2 = q2.fma(u, DoubleVector.broadcast(SPECIES, Coefficients.Q4));
        q1 = q1.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.Q3));
        q2 = q2.fma(u, DoubleVector.broadcast(SPECIES, Coefficients.Q3));
        q1 = q1.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.Q2));
        q2 = q2.fma(u, DoubleVector.broadcast(SPECIES, Coefficients.Q2));
        q1 = q1.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.Q1));
        q2 = q2.fma(u, DoubleVector.broadcast(SPECIES, Coefficients.Q1));
        q1 = q1.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.Q0));
        q2 = q2.fma(u, DoubleVector.broadcast(SPECIES, Coefficients.Q0));

        // Time value and intrinsic value over the forward
        VectorMask<Double> inside = h.compare(VectorOperators.GT, 0.0);
        DoubleVector lo = DoubleVector.broadcast(SPECIES, 1.0).blend(k, k.lt(1.0));
        DoubleVector tails = lo.mul(gaussian)
                .mul(p1.blend(p1.neg(), inside).mul(q2).sub(p2.mul(q1)))
                .div(q1.mul(q2));
        DoubleVector timeValue = DoubleVector.zero(SPECIES).blend(lo, inside).add(tails);
        timeValue = timeValue.blend(0.0, timeValue.compare(VectorOperators.LE, 0.0));
        DoubleVector moneyness =
                DoubleVector.broadcast(SPECIES, 1.0).sub(k).mul(DoubleVector.fromArray(SPECIES, lanes, 0));
        moneyness = moneyness.blend(0.0, moneyness.compare(VectorOperators.LE, 0.0));
        DoubleVector overForward = moneyness.add(timeValue);

        // Profit
        DoubleVector forward = DoubleVector.fromArray(SPECIES, lanes, 2 * LANES);
        DoubleVector linear = forward.mul(shocks.factor()[factor]).mul(overForward);
        DoubleVector value = linear.blend(
                overForward, DoubleVector.fromArray(SPECIES, lanes, 3 * LANES).compare(VectorOperators.NE, 0.0));
        value.sub(DoubleVector.fromArray(SPECIES, lanes, LANES))
                .mul(shocks.weight()[factor])
                .add(0.0)
                .intoArray(cells, to);
    }
}
