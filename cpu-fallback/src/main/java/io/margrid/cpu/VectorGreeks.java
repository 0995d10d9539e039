package io.margrid.cpu;

import io.margrid.model.revaluation.InstrumentTable;
import io.margrid.model.revaluation.RevaluationResult;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Delta, gamma, vega and theta of [ScalarKernel#greeks] for a vector's worth of options.
///
/// In one method for the reason that [CellPasses] gives.
final class VectorGreeks {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = VectorOptionKernel.LANES;

    private VectorGreeks() {}

    /// Greeks of the options `i` to `i + LANES - 1`.
    ///
    /// @param deviations `LANES` inverse base deviations, then `LANES` half ones
    /// @param puts       1 for puts, 0 for calls
    static void block(InstrumentTable table, RevaluationResult result, double[] deviations, double[] puts, int i) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1.0);
        DoubleVector inverseDeviation = DoubleVector.fromArray(SPECIES, deviations, 0);
        DoubleVector halfDeviation = DoubleVector.fromArray(SPECIES, deviations, LANES);
        DoubleVector d1 = DoubleVector.fromArray(SPECIES, table.logForwardOverStrike(), i)
                .mul(inverseDeviation)
                .add(halfDeviation);

        // exp(-d1^2 / 2)
        DoubleVector q = d1.mul(d1);
        DoubleVector rounding = DoubleVector.broadcast(SPECIES, ScalarMath.ROUNDING);
        DoubleVector minusHalfLog2E = DoubleVector.broadcast(SPECIES, ScalarMath.MINUS_HALF_LOG2_E);
        DoubleVector shifted = q.fma(minusHalfLog2E, rounding);
        DoubleVector f = q.fma(minusHalfLog2E, rounding.sub(shifted));
        DoubleVector square = f.mul(f);
        DoubleVector even = DoubleVector.broadcast(SPECIES, Coefficients.C11);
        DoubleVector odd = DoubleVector.broadcast(SPECIES, Coefficients.C10);
        even = even.fma(square, DoubleVector.broadcast(SPECIES, Coefficients.C9));
        odd = odd.fma(square, DoubleVector.broadcast(SPECIES, Coefficients.C8));
        even = even.fma(square, DoubleVector.broadcast(SPECIES, Coefficients.C7));
        odd = odd.fma(square, DoubleVector.broadcast(SPECIES, Coefficients.C6));
        even = even.fma(square, DoubleVector.broadcast(SPECIES, Coefficients.C5));
        odd = odd.fma(square, DoubleVector.broadcast(SPECIES, Coefficients.C4));
        even = even.fma(square, DoubleVector.broadcast(SPECIES, Coefficients.C3));
        odd = odd.fma(square, DoubleVector.broadcast(SPECIES, Coefficients.C2));
        even = even.fma(square, DoubleVector.broadcast(SPECIES, Coefficients.C1));
        DoubleVector e = odd.fma(f, even).fma(f, one);
        LongVector exponent = shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
        DoubleVector gaussian = e.reinterpretAsLongs()
                .add(exponent)
                .reinterpretAsDoubles()
                .blend(zero, q.compare(VectorOperators.GT, ScalarMath.GAUSSIAN_VANISHES_ABOVE));

        // N(-|d1|)
        DoubleVector z = d1.abs();
        DoubleVector p = DoubleVector.broadcast(SPECIES, Coefficients.P6);
        DoubleVector r = DoubleVector.broadcast(SPECIES, Coefficients.Q7);
        r = r.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.Q6));
        p = p.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.P5));
        r = r.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.Q5));
        p = p.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.P4));
        r = r.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.Q4));
        p = p.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.P3));
        r = r.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.Q3));
        p = p.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.P2));
        r = r.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.Q2));
        p = p.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.P1));
        r = r.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.Q1));
        p = p.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.P0));
        r = r.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.Q0));
        DoubleVector tail = gaussian.mul(p.div(r));

        // Delta: of a call 1 - tail or tail; of a put -tail or tail - 1
        VectorMask<Double> timeless = inverseDeviation.compare(VectorOperators.EQ, 0.0);
        VectorMask<Double> put = DoubleVector.fromArray(SPECIES, puts, 0).compare(VectorOperators.NE, 0.0);
        VectorMask<Double> above = d1.compare(VectorOperators.GT, 0.0);
        DoubleVector call = tail.blend(one.sub(tail), above);
        DoubleVector ofPut = tail.sub(one).blend(tail.neg(), above);
        DoubleVector k = DoubleVector.fromArray(SPECIES, table.strikeOverForward(), i);
        DoubleVector step = DoubleVector.broadcast(SPECIES, 0.5)
                .blend(one, k.compare(VectorOperators.LT, 1.0))
                .blend(zero, k.compare(VectorOperators.GT, 1.0));
        call = call.blend(step, timeless);
        ofPut = ofPut.blend(step.sub(one), timeless);
        call.blend(ofPut, put).intoArray(result.delta(), i);

        DoubleVector forward = DoubleVector.fromArray(SPECIES, table.forward(), i);
        DoubleVector density = gaussian.mul(Black76.DENSITY_AT_ZERO).blend(zero, timeless);
        density.mul(inverseDeviation).div(forward).intoArray(result.gamma(), i);
        DoubleVector years = DoubleVector.fromArray(SPECIES, table.years(), i);
        VectorMask<Double> alive = years.compare(VectorOperators.GT, 0.0);
        DoubleVector cash = forward.mul(density);
        zero.blend(cash.mul(years.sqrt()), alive).intoArray(result.vega(), i);
        DoubleVector theta = cash.mul(halfDeviation).neg().div(years).add(zero);
        zero.blend(theta, alive).intoArray(result.theta(), i);
    }
}
