package io.margrid.cpu;

import io.margrid.model.revaluation.CellRules;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [CellRules#counted] for a vector's worth of cells: the same operations in the same order.
///
/// Prepared once for a batch: columns with room for whole vectors, and which groups change nothing at all, which
/// is the usual case.
final class CountedCells {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int COLUMNS = 5;
    private static final double[] NONE = {};

    private int width;
    private boolean[] changes = new boolean[0];

    /// For each group that changes something, five columns of `width` each.
    private double[][] columns = new double[0][];

    /// Takes the rules of a batch.
    ///
    /// @param cellsPerRow doubles from one group to the next, at least the number of scenarios
    void prepare(CellRules rules, int cellsPerRow) {
        width = cellsPerRow;
        int groups = rules.scenarios() == 0 ? 0 : rules.groups();
        if (changes.length < groups) {
            changes = new boolean[groups];
            columns = new double[groups][];
            Arrays.fill(columns, NONE);
        }
        for (int group = 0; group < groups; group++) {
            changes[group] = changes(rules, group);
            if (changes[group]) {
                pad(rules, group);
            }
        }
    }

    private static boolean changes(CellRules rules, int group) {
        for (int at = group * rules.scenarios(); at < (group + 1) * rules.scenarios(); at++) {
            if (rules.dampenBefore()[at] != 0.0
                    || rules.capBefore()[at] != Double.POSITIVE_INFINITY
                    || rules.gainFactor()[at] != 1.0
                    || rules.capAfter()[at] != Double.POSITIVE_INFINITY
                    || rules.dampenAfter()[at] != 0.0) {
                return true;
            }
        }
        return false;
    }

    private void pad(CellRules rules, int group) {
        if (columns[group].length < COLUMNS * width) {
            columns[group] = new double[COLUMNS * width];
        }
        int from = group * rules.scenarios();
        double[] to = columns[group];
        System.arraycopy(rules.dampenBefore(), from, to, 0, rules.scenarios());
        System.arraycopy(rules.capBefore(), from, to, width, rules.scenarios());
        System.arraycopy(rules.gainFactor(), from, to, 2 * width, rules.scenarios());
        System.arraycopy(rules.capAfter(), from, to, 3 * width, rules.scenarios());
        System.arraycopy(rules.dampenAfter(), from, to, 4 * width, rules.scenarios());
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
        for (int c = 0; c < width; c += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, cells, from + c);
            DoubleVector kept = x.abs().sub(DoubleVector.fromArray(SPECIES, rule, c));
            x = kept.blend(kept.neg(), x.lt(0.0)).blend(0.0, kept.compare(VectorOperators.LE, 0.0));
            DoubleVector cap = DoubleVector.fromArray(SPECIES, rule, c + width);
            DoubleVector gain = x.blend(cap, x.compare(VectorOperators.GT, cap))
                    .mul(DoubleVector.fromArray(SPECIES, rule, c + 2 * width));
            cap = DoubleVector.fromArray(SPECIES, rule, c + 3 * width);
            gain = gain.blend(cap, gain.compare(VectorOperators.GT, cap));
            VectorMask<Double> gains = x.compare(VectorOperators.GT, 0.0);
            x = x.blend(gain, gains);
            kept = x.abs().sub(DoubleVector.fromArray(SPECIES, rule, c + 4 * width));
            x = kept.blend(kept.neg(), x.lt(0.0)).blend(0.0, kept.compare(VectorOperators.LE, 0.0));
            x.add(0.0).intoArray(to, c);
        }
    }
}
