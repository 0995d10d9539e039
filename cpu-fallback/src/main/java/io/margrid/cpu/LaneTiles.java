package io.margrid.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// From cells that lie scenario by scenario to vectors that lie instrument by instrument, four by four.
///
/// Halves of vectors change places by being loaded from two doubles further on; only neighbours are swapped by a
/// shuffle. Half the instructions of copying double by double.
final class LaneTiles {
    private static final VectorSpecies<Double> FOUR = DoubleVector.SPECIES_256;
    private static final VectorMask<Double> UPPER = VectorMask.fromLong(FOUR, 0b1100);
    private static final VectorMask<Double> ODD = VectorMask.fromLong(FOUR, 0b1010);
    private static final VectorShuffle<Double> NEIGHBOURS = VectorShuffle.fromValues(FOUR, 1, 0, 3, 2);
    private static final int LANES = VectorOptionKernel.LANES;
    private static final int STEP = CellPasses.STEP;

    private LaneTiles() {}

    /// Writes the rows of one block. Up to three entries behind the last scenario of a row are overwritten.
    ///
    /// @param cells    [CellPasses#cells]; the first slot is left out
    /// @param rows     vectors, `stride` doubles from one to the next
    /// @param stride   a multiple of four
    /// @param row      first row
    /// @param scenario first scenario, a multiple of four
    /// @param count    how many scenarios
    static void intoRows(double[] cells, double[] rows, int stride, int row, int scenario, int count) {
        if (LANES < 4) {
            oneByOne(cells, rows, stride, row, scenario, count);
            return;
        }
        VectorMask<Double> upper = UPPER;
        VectorMask<Double> odd = ODD;
        VectorShuffle<Double> neighbours = NEIGHBOURS;
        for (int lane = 0; lane < LANES; lane += 4) {
            int to = (row + lane) * stride + scenario;
            for (int s = 0; s < count; s += 4) {
                int at = STEP * (s + 1) + lane;
                DoubleVector lower0 = DoubleVector.fromArray(FOUR, cells, at)
                        .blend(DoubleVector.fromArray(FOUR, cells, at + 2 * STEP - 2), upper);
                DoubleVector lower1 = DoubleVector.fromArray(FOUR, cells, at + STEP)
                        .blend(DoubleVector.fromArray(FOUR, cells, at + 3 * STEP - 2), upper);
                DoubleVector upper0 = DoubleVector.fromArray(FOUR, cells, at + 2)
                        .blend(DoubleVector.fromArray(FOUR, cells, at + 2 * STEP), upper);
                DoubleVector upper1 = DoubleVector.fromArray(FOUR, cells, at + STEP + 2)
                        .blend(DoubleVector.fromArray(FOUR, cells, at + 3 * STEP), upper);
                lower0.blend(lower1.rearrange(neighbours), odd).intoArray(rows, to + s);
                lower0.rearrange(neighbours).blend(lower1, odd).intoArray(rows, to + stride + s);
                upper0.blend(upper1.rearrange(neighbours), odd).intoArray(rows, to + 2 * stride + s);
                upper0.rearrange(neighbours).blend(upper1, odd).intoArray(rows, to + 3 * stride + s);
            }
        }
    }

    private static void oneByOne(double[] cells, double[] rows, int stride, int row, int scenario, int count) {
        for (int lane = 0; lane < LANES; lane++) {
            for (int s = 0; s < count; s++) {
                rows[(row + lane) * stride + scenario + s] = cells[STEP * (s + 1) + lane];
            }
        }
    }
}
