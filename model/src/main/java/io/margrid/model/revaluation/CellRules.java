package io.margrid.model.revaluation;

import java.util.Arrays;

/// What counts of a book's cells when its worst one is sought, as primitive columns.
///
/// With `A` groups and `S` scenarios, entry `a * S + s` of a column belongs to group `a` in scenario `s`. A cell
/// `x` becomes
///
///     x1 = sgn(x) max(|x| - dampenBefore, 0)
///     x2 = min(min(x1, capBefore) gainFactor, capAfter)    for x1 > 0, else x1
///     x3 = sgn(x2) max(|x2| - dampenAfter, 0)
///
/// Two dampeners and two caps, because venues differ in what comes first. Arrays
/// are shared, not copied.
///
/// @param scenarios    `S`
/// @param dampenBefore settlement currency, 0 for none
/// @param capBefore    settlement currency, infinite for none
/// @param gainFactor   part of a gain that counts, 1 for all of it
/// @param capAfter     settlement currency, infinite for none
/// @param dampenAfter  settlement currency, 0 for none
public record CellRules(
        int scenarios,
        double[] dampenBefore,
        double[] capBefore,
        double[] gainFactor,
        double[] capAfter,
        double[] dampenAfter) {
    /// Checks the columns: equally long, a multiple of `S`, no NaN, nothing negative.
    ///
    /// @throws IllegalArgumentException naming the column and the value
    public CellRules {
        int cells = dampenBefore.length;
        if (scenarios < 0 || (scenarios == 0 ? cells != 0 : cells == 0 || cells % scenarios != 0)) {
            throw new IllegalArgumentException(
                    "dampenBefore must have a multiple of %d entries: %d".formatted(scenarios, cells));
        }
        String[] names = {"dampenBefore", "capBefore", "gainFactor", "capAfter", "dampenAfter"};
        double[][] columns = {dampenBefore, capBefore, gainFactor, capAfter, dampenAfter};
        for (int c = 0; c < columns.length; c++) {
            if (columns[c].length != cells) {
                throw new IllegalArgumentException(
                        "%s must have %d entries: %d".formatted(names[c], cells, columns[c].length));
            }
            for (int i = 0; i < cells; i++) {
                if (!(columns[c][i] >= 0.0)) {
                    throw new IllegalArgumentException(
                            "%s[%d] must not be negative: %s".formatted(names[c], i, columns[c][i]));
                }
            }
        }
    }

    /// Rules under which every cell counts as it is, to be changed where it does not.
    ///
    /// @param groups    groups
    /// @param scenarios scenarios
    /// @return columns that the caller may fill
    public static CellRules none(int groups, int scenarios) {
        int cells = Math.multiplyExact(groups, scenarios);
        CellRules rules = new CellRules(
                scenarios,
                new double[cells],
                new double[cells],
                new double[cells],
                new double[cells],
                new double[cells]);
        Arrays.fill(rules.capBefore, Double.POSITIVE_INFINITY);
        Arrays.fill(rules.gainFactor, 1.0);
        Arrays.fill(rules.capAfter, Double.POSITIVE_INFINITY);
        return rules;
    }

    /// The number of groups; without scenarios there is nothing to tell groups apart by, and any index will do.
    ///
    /// @return one or more
    public int groups() {
        return scenarios == 0 ? Integer.MAX_VALUE : dampenBefore.length / scenarios;
    }

    /// What counts of a cell. Defines the bits: backends repeat these operations in this order.
    ///
    /// @param group    the book's group
    /// @param scenario the scenario
    /// @param pnl      the cell; NaN gives NaN
    /// @return never `-0.0`
    public double counted(int group, int scenario, double pnl) {
        int at = group * scenarios + scenario;
        double x = dampened(pnl, dampenBefore[at]);
        // Written so that a NaN stays a NaN; an infinite gain that does not count makes one.
        double gain = (x > capBefore[at] ? capBefore[at] : x) * gainFactor[at];
        gain = gain > capAfter[at] ? capAfter[at] : gain;
        return dampened(x > 0.0 ? gain : x, dampenAfter[at]) + 0.0;
    }

    private static double dampened(double x, double dampener) {
        double kept = Math.abs(x) - dampener;
        double moved = x < 0.0 ? -kept : kept;
        return kept <= 0.0 ? 0.0 : moved;
    }
}
