package io.margrid.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [Black76#valueOverForward] and the profits of [ScalarKernel] for a block of options in a chunk of scenarios, in
/// four passes over scratch.
///
/// One cell is a chain of a hundred cycles, and a processor looks ahead by a few cells only, so one loop over
/// whole cells waits. In each pass the chain is short, more cells are under way, and the constants of a
/// polynomial stay in registers.
///
/// Each pass is a loop in one method on purpose: helpers that take or return vectors are not always inlined
/// (`NodeCountInliningCutoff`), and then each vector is an object. Tests measure that nothing is allocated.
///
/// Where other operations than the scalar ones are used, they give the same bits:
///
/// - `r - sd / 2` is `-h` exactly, so `h > 0` is its being negative;
/// - `max(1 - k, 0)` is `1 - lo` and `max(k - 1, 0)` is `k - lo`, with `lo = min(1, k)`;
/// - the value of an inverse option is multiplied by a forward of 1.
final class CellPasses {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = VectorOptionKernel.LANES;

    // Places in a slot. A later entry takes the place of an earlier one that is needed no more.

    /// `lo exp(-h^2 / 2)`, then the profit.
    private static final int CELL = 0;

    /// `-h`.
    private static final int MINUS_H = LANES;

    /// `u`.
    private static final int U = 2 * LANES;

    /// `P(|h|)`, then the numerator of the two tails.
    private static final int NUMERATOR = 3 * LANES;

    /// `P(u)`, then the denominator of the two tails.
    private static final int DENOMINATOR = 4 * LANES;

    /// `lo` where `h > 0`, else 0.
    private static final int INSIDE = 5 * LANES;

    /// Intrinsic value over the forward.
    private static final int INTRINSIC = 6 * LANES;

    /// Doubles from one slot to the next.
    static final int STEP = 7 * LANES;

    /// `LANES` inverse and `LANES` half deviations: the base's, then those of each volatility shock.
    private double[] deviations = new double[0];

    /// What is known of each cell, slot by slot, `LANES` doubles each; see the names of the places.
    private final double[] scratch = new double[CellColumns.SLOTS * STEP];

    CellPasses() {}

    /// Makes room for the deviations of one block.
    void prepare(int volShocks) {
        if (deviations.length < 2 * LANES * (volShocks + 1)) {
            deviations = new double[2 * LANES * (volShocks + 1)];
        }
    }

    /// `LANES` inverse and `LANES` half deviations for the base and each volatility shock.
    double[] deviations() {
        return deviations;
    }

    /// Profits: `LANES` at the beginning of each slot, behind the base values in the first.
    double[] cells() {
        return scratch;
    }

    /// First pass: `-h`, `u` and the numerators of both tails.
    void arguments(CellColumns columns, int chunk, int count, double[] logForwardOverStrike, int i) {
        double[] factors = columns.factors();
        int[] places = columns.deviations();
        int first = chunk * CellColumns.SLOTS;
        DoubleVector x = DoubleVector.fromArray(SPECIES, logForwardOverStrike, i);
        for (int s = 0; s <= count; s++) {
            int place = places[first + s];
            DoubleVector r = x.add(factors[CellColumns.WIDTH * (first + s)])
                    .abs()
                    .mul(DoubleVector.fromArray(SPECIES, deviations, place));
            DoubleVector half = DoubleVector.fromArray(SPECIES, deviations, place + LANES);
            DoubleVector below = r.sub(half);
            DoubleVector above = half.add(r);
            below.intoArray(scratch, STEP * s + MINUS_H);
            above.intoArray(scratch, STEP * s + U);
            DoubleVector z = below.abs();
            DoubleVector p1 = DoubleVector.broadcast(SPECIES, Coefficients.P6);
            DoubleVector p2 = DoubleVector.broadcast(SPECIES, Coefficients.P6);
            p1 = p1.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.P5));
            p2 = p2.fma(above, DoubleVector.broadcast(SPECIES, Coefficients.P5));
            p1 = p1.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.P4));
            p2 = p2.fma(above, DoubleVector.broadcast(SPECIES, Coefficients.P4));
            p1 = p1.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.P3));
            p2 = p2.fma(above, DoubleVector.broadcast(SPECIES, Coefficients.P3));
            p1 = p1.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.P2));
            p2 = p2.fma(above, DoubleVector.broadcast(SPECIES, Coefficients.P2));
            p1 = p1.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.P1));
            p2 = p2.fma(above, DoubleVector.broadcast(SPECIES, Coefficients.P1));
            p1 = p1.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.P0));
            p2 = p2.fma(above, DoubleVector.broadcast(SPECIES, Coefficients.P0));
            p1.intoArray(scratch, STEP * s + NUMERATOR);
            p2.intoArray(scratch, STEP * s + DENOMINATOR);
        }
    }

    /// Second pass: `lo exp(-h^2 / 2)` and what of the value is no tail.
    void gaussians(CellColumns columns, int chunk, int count, double[] strikeOverForward, double[] puts, int i) {
        double[] factors = columns.factors();
        int first = chunk * CellColumns.SLOTS;
        DoubleVector strike = DoubleVector.fromArray(SPECIES, strikeOverForward, i);
        VectorMask<Double> put = DoubleVector.fromArray(SPECIES, puts, 0).compare(VectorOperators.NE, 0.0);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1.0);
        DoubleVector rounding = DoubleVector.broadcast(SPECIES, ScalarMath.ROUNDING);
        DoubleVector minusHalfLog2E = DoubleVector.broadcast(SPECIES, ScalarMath.MINUS_HALF_LOG2_E);
        for (int s = 0; s <= count; s++) {
            DoubleVector k = strike.mul(factors[CellColumns.WIDTH * (first + s) + 1]);
            // Not below, so that a NaN stays a NaN.
            DoubleVector lo = k.blend(one, k.compare(VectorOperators.GE, 1.0));
            one.blend(k, put).sub(lo).intoArray(scratch, STEP * s + INTRINSIC);
            DoubleVector below = DoubleVector.fromArray(SPECIES, scratch, STEP * s + MINUS_H);
            zero.blend(lo, below.compare(VectorOperators.LT, 0.0)).intoArray(scratch, STEP * s + INSIDE);

            DoubleVector q = below.mul(below);
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
            e.reinterpretAsLongs()
                    .add(exponent)
                    .reinterpretAsDoubles()
                    .blend(zero, q.compare(VectorOperators.GT, ScalarMath.GAUSSIAN_VANISHES_ABOVE))
                    .mul(lo)
                    .intoArray(scratch, STEP * s + CELL);
        }
    }

    /// Third pass: both tails as one fraction.
    void tails(int count) {
        for (int s = 0; s <= count; s++) {
            DoubleVector below = DoubleVector.fromArray(SPECIES, scratch, STEP * s + MINUS_H);
            DoubleVector above = DoubleVector.fromArray(SPECIES, scratch, STEP * s + U);
            DoubleVector z = below.abs();
            DoubleVector q1 = DoubleVector.broadcast(SPECIES, Coefficients.Q7);
            DoubleVector q2 = DoubleVector.broadcast(SPECIES, Coefficients.Q7);
            q1 = q1.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.Q6));
            q2 = q2.fma(above, DoubleVector.broadcast(SPECIES, Coefficients.Q6));
            q1 = q1.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.Q5));
            q2 = q2.fma(above, DoubleVector.broadcast(SPECIES, Coefficients.Q5));
            q1 = q1.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.Q4));
            q2 = q2.fma(above, DoubleVector.broadcast(SPECIES, Coefficients.Q4));
            q1 = q1.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.Q3));
            q2 = q2.fma(above, DoubleVector.broadcast(SPECIES, Coefficients.Q3));
            q1 = q1.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.Q2));
            q2 = q2.fma(above, DoubleVector.broadcast(SPECIES, Coefficients.Q2));
            q1 = q1.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.Q1));
            q2 = q2.fma(above, DoubleVector.broadcast(SPECIES, Coefficients.Q1));
            q1 = q1.fma(z, DoubleVector.broadcast(SPECIES, Coefficients.Q0));
            q2 = q2.fma(above, DoubleVector.broadcast(SPECIES, Coefficients.Q0));
            DoubleVector p1 = DoubleVector.fromArray(SPECIES, scratch, STEP * s + NUMERATOR);
            DoubleVector p2 = DoubleVector.fromArray(SPECIES, scratch, STEP * s + DENOMINATOR);
            p1.blend(p1.neg(), below.compare(VectorOperators.LT, 0.0))
                    .mul(q2)
                    .sub(p2.mul(q1))
                    .intoArray(scratch, STEP * s + NUMERATOR);
            q1.mul(q2).intoArray(scratch, STEP * s + DENOMINATOR);
        }
    }

    /// Last pass: values of the cells `from` to `to`, counted from a base.
    ///
    /// @param forward `LANES` forwards at `i`, or ones for values in coin
    /// @param base    `LANES` values that profit counts from
    /// @param last    what is added last: 0.0, which turns -0.0 into 0.0, or -0.0, which changes nothing
    void profits(
            CellColumns columns, int chunk, int from, int to, double[] forward, int i, double[] base, double last) {
        double[] factors = columns.factors();
        int first = chunk * CellColumns.SLOTS;
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector unit = DoubleVector.fromArray(SPECIES, forward, i);
        DoubleVector origin = DoubleVector.fromArray(SPECIES, base, 0);
        for (int s = from; s <= to; s++) {
            DoubleVector timeValue = DoubleVector.fromArray(SPECIES, scratch, STEP * s + CELL)
                    .mul(DoubleVector.fromArray(SPECIES, scratch, STEP * s + NUMERATOR))
                    .div(DoubleVector.fromArray(SPECIES, scratch, STEP * s + DENOMINATOR))
                    .add(DoubleVector.fromArray(SPECIES, scratch, STEP * s + INSIDE));
            DoubleVector overForward = timeValue
                    .blend(zero, timeValue.compare(VectorOperators.LE, 0.0))
                    .add(DoubleVector.fromArray(SPECIES, scratch, STEP * s + INTRINSIC));
            unit.mul(factors[CellColumns.WIDTH * (first + s) + 2])
                    .mul(overForward)
                    .sub(origin)
                    .mul(factors[CellColumns.WIDTH * (first + s) + 3])
                    .add(last)
                    .intoArray(scratch, STEP * s + CELL);
        }
    }
}
