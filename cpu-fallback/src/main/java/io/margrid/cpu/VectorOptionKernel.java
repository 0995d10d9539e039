package io.margrid.cpu;

import io.margrid.model.revaluation.InstrumentTable;
import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.ShockTable;
import io.margrid.model.revaluation.ValueKind;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Base values, Greeks and risk vectors of options of one shock group, all linear or all inverse.
///
/// A lane is an instrument, so the scenarios of a group are broadcast. A block of `LANES` instruments is priced in
/// chunks of scenarios by [CellPasses]; the first column of each chunk is the base value, which comes from the
/// same operations, and [LaneTiles] turns the cells into rows.
final class VectorOptionKernel {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    /// Doubles in a vector.
    static final int LANES = SPECIES.length();

    private static final double[] ONES = new double[LANES];
    private static final double[] ZEROS = new double[LANES];

    static {
        Arrays.fill(ONES, 1.0);
    }

    private final CellPasses passes = new CellPasses();

    /// 1 for puts and 0 for calls of the block.
    private final double[] puts = new double[LANES];

    /// What profits of the block count from.
    private final double[] base = new double[LANES];

    /// The table whose factors are being used.
    private ShockTable shocks = ShockTable.allocate(0, 0, new int[0]);

    private CellColumns columns = new CellColumns(shocks);

    /// Makes ready for a shock table.
    void prepare(ShockTable table) {
        shocks = table;
        if (!columns.hasRoomFor(table)) {
            columns = new CellColumns(table);
        }
        columns.forget();
        passes.prepare(table.volShocks());
    }

    /// Everything about the options `from` to `to - 1`, at least `LANES` of them. If they do not fill the last
    /// block, it begins earlier and computes some of them again.
    void run(InstrumentTable table, RevaluationResult result, int from, int to) {
        boolean inverse = ValueKind.isInverseOption(table.kind()[from]);
        columns.fill(shocks, table.shockGroup()[from], inverse);
        for (int i = from; i < to; i += LANES) {
            block(table, result, Math.min(i, to - LANES), inverse);
        }
    }

    private void block(InstrumentTable table, RevaluationResult result, int i, boolean inverse) {
        for (int lane = 0; lane < LANES; lane++) {
            puts[lane] = ValueKind.isPut(table.kind()[i + lane]) ? 1.0 : 0.0;
        }
        deviations(table.baseDeviation(), i, 0);
        for (int v = 0; v < shocks.volShocks(); v++) {
            deviations(table.shockedDeviation(), v * table.size() + i, v + 1);
        }
        double[] forward = inverse ? ONES : table.forward();
        int at = inverse ? 0 : i;
        int scenario = 0;
        do {
            int count = Math.min(CellColumns.CHUNK, shocks.scenarios() - scenario);
            int chunk = scenario / CellColumns.CHUNK;
            passes.arguments(columns, chunk, count, table.logForwardOverStrike(), i);
            passes.gaussians(columns, chunk, count, table.strikeOverForward(), puts, i);
            passes.tails(count);
            passes.profits(columns, chunk, 0, 0, forward, at, ZEROS, -0.0);
            bases(table.givenBase(), result.value(), i);
            passes.profits(columns, chunk, 1, count, forward, at, base, 0.0);
            LaneTiles.intoRows(passes.cells(), result.riskVectors(), result.stride(), i, scenario, count);
            scenario += CellColumns.CHUNK;
        } while (scenario < shocks.scenarios());
        if (result.wants(Output.GREEKS)) {
            VectorGreeks.block(table, result, passes.deviations(), puts, i);
        }
    }

    /// Base values into the result, and what profit counts from: the given base value, if there is one.
    private void bases(double[] given, double[] value, int i) {
        DoubleVector modelled = DoubleVector.fromArray(SPECIES, passes.cells(), 0);
        modelled.intoArray(value, i);
        DoubleVector instead = DoubleVector.fromArray(SPECIES, given, i);
        instead.blend(modelled, instead.test(VectorOperators.IS_NAN)).intoArray(base, 0);
    }

    private void deviations(double[] column, int from, int slot) {
        double[] to = passes.deviations();
        DoubleVector sd = DoubleVector.fromArray(SPECIES, column, from);
        VectorMask<Double> intrinsic = sd.lt(Black76.INTRINSIC_BELOW_DEVIATION);
        DoubleVector inverse = DoubleVector.broadcast(SPECIES, 1.0).div(sd).blend(0.0, intrinsic);
        DoubleVector half = sd.mul(0.5).blend(0.0, intrinsic);
        inverse.intoArray(to, 2 * LANES * slot);
        half.intoArray(to, 2 * LANES * slot + LANES);
    }
}
