package io.margrid.model.revaluation;

/// Each book's worst cell and runner-up, of what the [CellRules] leave of its cells. Arrays are shared.
///
/// The lowest cell wins, ties go to the lowest index, and NaN never wins. Such a row is not to be trusted, nor one
/// with an infinite cell: `notFinite` names the first cell that is not finite.
///
/// @param worst       index of the worst cell; -1 if there is none
/// @param worstPnl    its profit; NaN if there is none
/// @param runnerUp    index of the lowest cell but for `worst`; -1 if there is none
/// @param runnerUpPnl its profit; NaN if there is none
/// @param notFinite   index of the first cell that is not finite; -1 if there is none
public record WorstCells(int[] worst, double[] worstPnl, int[] runnerUp, double[] runnerUpPnl, int[] notFinite) {
    /// Room for books.
    ///
    /// @param rows the number of books
    /// @return columns to be filled
    public static WorstCells allocate(int rows) {
        return new WorstCells(new int[rows], new double[rows], new int[rows], new double[rows], new int[rows]);
    }

    /// Whether there is room for books.
    ///
    /// @param rows the number of books
    /// @return false if a column is shorter
    public boolean hasRoomFor(int rows) {
        return worst.length >= rows
                && worstPnl.length >= rows
                && runnerUp.length >= rows
                && runnerUpPnl.length >= rows
                && notFinite.length >= rows;
    }

    /// Fills one row from its book's cells. Defines the bits and the ties: devices repeat it.
    ///
    /// @param row   the row
    /// @param rules what counts
    /// @param group the book's group of rules
    /// @param pnl   holds the book's profits
    /// @param from  index of the first of them
    public void reduce(int row, CellRules rules, int group, double[] pnl, int from) {
        int best = -1;
        int second = -1;
        int defect = -1;
        double bestPnl = Double.NaN;
        double secondPnl = Double.NaN;
        for (int s = 0; s < rules.scenarios(); s++) {
            double x = rules.counted(group, s, pnl[from + s]);
            if (!Double.isFinite(x) && defect < 0) {
                defect = s;
            }
            if (Double.isNaN(x)) {
                continue;
            }
            if (best < 0 || x < bestPnl) {
                second = best;
                secondPnl = bestPnl;
                best = s;
                bestPnl = x;
            } else if (second < 0 || x < secondPnl) {
                second = s;
                secondPnl = x;
            }
        }
        worst[row] = best;
        worstPnl[row] = bestPnl;
        runnerUp[row] = second;
        runnerUpPnl[row] = secondPnl;
        notFinite[row] = defect;
    }

    /// Copies rows of other cells.
    ///
    /// @param other where they come from
    /// @param from  first row there
    /// @param to    first row here
    /// @param rows  how many
    public void copy(WorstCells other, int from, int to, int rows) {
        System.arraycopy(other.worst, from, worst, to, rows);
        System.arraycopy(other.worstPnl, from, worstPnl, to, rows);
        System.arraycopy(other.runnerUp, from, runnerUp, to, rows);
        System.arraycopy(other.runnerUpPnl, from, runnerUpPnl, to, rows);
        System.arraycopy(other.notFinite, from, notFinite, to, rows);
    }
}
