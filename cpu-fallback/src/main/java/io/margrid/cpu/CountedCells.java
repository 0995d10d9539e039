package io.margrid.cpu;

import io.margrid.model.revaluation.CellRules;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [CellRules#counted] for a vector's worth of cells: the same operations in the same order, but for those that
/// can change none of them. Those would only turn `-0.0` into `+0.0`, as the last addition does.
///
/// Prepared once for a batch: columns with room for whole vectors, and which steps of which vectors change
/// something.
final class CountedCells {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int COLUMNS = 5;

    /// What changes nothing, column by column.
    private static final double[] NEUTRAL = {0.0, Double.POSITIVE_INFINITY, 1.0, Double.POSITIVE_INFINITY, 0.0};

    private static final int DAMPEN_BEFORE = 1;
    private static final int GAINS = 0b1110;
    private static final int DAMPEN_AFTER = 1 << 4;

    private int width;
    private boolean[] changes = new boolean[0];

    /// For each group, five columns of `width` each.
    private double[][] columns = new double[0][];

    /// For each group and vector of cells, bits of the columns that change one of them.
    private int[][] steps = new int[0][];

    /// Takes the rules of a batch.
    ///
    /// @param cellsPerRow doubles from one group to the next, at least the number of scenarios
    void prepare(CellRules rules, int cellsPerRow) {
        width = cellsPerRow;
        int groups = rules.scenarios() == 0 ? 0 : rules.groups();
        if (changes.length < groups) {
            changes = new boolean[groups];
            columns = new double[groups][0];
            steps = new int[groups][0];
        }
        for (int group = 0; group < groups; group++) {
            take(rules, group);
        }
    }

    /// Bits of the columns that change something among some of a group's cells.
    private static int steps(double[] rule, int width, int from, int to) {
        int steps = 0;
        for (int column = 0; column < COLUMNS; column++) {
            for (int c = from; c < to; c++) {
                if (rule[column * width + c] != NEUTRAL[column]) {
                    steps |= 1 << column;
                }
            }
        }
        return steps;
    }

    private void take(CellRules rules, int group) {
        if (columns[group].length < COLUMNS * width) {
            columns[group] = new double[COLUMNS * width];
            steps[group] = new int[width / LANES];
        }
        double[] rule = columns[group];
        for (int column = 0; column < COLUMNS; column++) {
            Arrays.fill(rule, column * width, (column + 1) * width, NEUTRAL[column]);
        }
        int from = group * rules.scenarios();
        System.arraycopy(rules.dampenBefore(), from, rule, 0, rules.scenarios());
        System.arraycopy(rules.capBefore(), from, rule, width, rules.scenarios());
        System.arraycopy(rules.gainFactor(), from, rule, 2 * width, rules.scenarios());
        System.arraycopy(rules.capAfter(), from, rule, 3 * width, rules.scenarios());
        System.arraycopy(rules.dampenAfter(), from, rule, 4 * width, rules.scenarios());
        int all = 0;
        for (int c = 0; c < width; c += LANES) {
            steps[group][c / LANES] = steps(rule, width, c, c + LANES);
            all |= steps[group][c / LANES];
        }
        changes[group] = all != 0;
    }

    /// Whether a group's rules change any cell.
    boolean changes(int group) {
        return changes[group];
    }

    /// Counts the cells of a row.
    ///
    /// @param group of the row; its rules change something
    /// @param cells `width` profits from `from` on
    /// @param to    takes `width` cells from its begin on
    void count(int group, double[] cells, int from, double[] to) {
        double[] rule = columns[group];
        int[] needed = steps[group];
        for (int c = 0; c < width; c += LANES) {
            int step = needed[c / LANES];
            DoubleVector x = DoubleVector.fromArray(SPECIES, cells, from + c);
            if ((step & DAMPEN_BEFORE) != 0) {
                DoubleVector kept = x.abs().sub(DoubleVector.fromArray(SPECIES, rule, c));
                x = kept.blend(kept.neg(), x.lt(0.0)).blend(0.0, kept.compare(VectorOperators.LE, 0.0));
            }
            if ((step & GAINS) != 0) {
                DoubleVector cap = DoubleVector.fromArray(SPECIES, rule, c + width);
                DoubleVector gain = x.blend(cap, x.compare(VectorOperators.GT, cap))
                        .mul(DoubleVector.fromArray(SPECIES, rule, c + 2 * width));
                cap = DoubleVector.fromArray(SPECIES, rule, c + 3 * width);
                gain = gain.blend(cap, gain.compare(VectorOperators.GT, cap));
                x = x.blend(gain, x.compare(VectorOperators.GT, 0.0));
            }
            if ((step & DAMPEN_AFTER) != 0) {
                DoubleVector kept = x.abs().sub(DoubleVector.fromArray(SPECIES, rule, c + 4 * width));
                x = kept.blend(kept.neg(), x.lt(0.0)).blend(0.0, kept.compare(VectorOperators.LE, 0.0));
            }
            x.add(0.0).intoArray(to, c);
        }
    }
}
