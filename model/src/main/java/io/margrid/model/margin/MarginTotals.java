package io.margrid.model.margin;

import io.margrid.model.revaluation.WorstCells;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Margins of all accounts of a [FullBook] as columns; an entry for each line. To be used again for every market.
/// Arrays are shared.
///
/// @param book         whose accounts
/// @param components   the model's components, in its order
/// @param initial      initial margin, settlement currency, zero or more
/// @param maintenance  maintenance margin, settlement currency, zero or more
/// @param amounts      amount of each component, settlement currency: `amounts[component][line]`
/// @param usdIndex     USD per unit of each of the book's currencies
/// @param worstCells   worst cell and runner-up of each row
/// @param refused      why accounts have no margin, by index; their lines' figures are NaN
public record MarginTotals(
        FullBook book,
        List<String> components,
        double[] initial,
        double[] maintenance,
        double[][] amounts,
        double[] usdIndex,
        WorstCells worstCells,
        Map<Integer, String> refused) {
    /// Room for the margins of a book.
    ///
    /// @param book       the book
    /// @param components the model's components
    /// @param worstCells worst cells of the book's rows
    /// @return columns of zeros
    public static MarginTotals allocate(FullBook book, List<String> components, WorstCells worstCells) {
        int lines = book.lines();
        return new MarginTotals(
                book,
                List.copyOf(components),
                new double[lines],
                new double[lines],
                new double[components.size()][lines],
                new double[book.currencies().size()],
                worstCells,
                new ConcurrentHashMap<>());
    }

    /// Refuses an account.
    ///
    /// @param account index of the account
    /// @param reason  a sentence with the value
    public void refuse(int account, String reason) {
        refused.put(account, reason);
        for (int line = book.firstLine()[account]; line < book.firstLine()[account + 1]; line++) {
            initial[line] = Double.NaN;
            maintenance[line] = Double.NaN;
            for (double[] column : amounts) {
                column[line] = Double.NaN;
            }
        }
    }

    /// The row of a line whose worst cell loses most; of equal ones, the first.
    ///
    /// @param line the line
    /// @return index into the book's table; -1 if the line has no rows or the model no scenarios
    public int worstRow(int line) {
        int found = -1;
        for (int row = book.firstRow()[line]; row < book.firstRow()[line + 1]; row++) {
            if (worstCells.worst()[row] >= 0
                    && (found < 0 || worstCells.worstPnl()[row] < worstCells.worstPnl()[found])) {
                found = row;
            }
        }
        return found;
    }

    /// Initial margin of an account over its currencies.
    ///
    /// @param account index of the account
    /// @return USD; NaN if the account is refused
    public double initialUsd(int account) {
        return usd(account, initial);
    }

    /// Maintenance margin of an account over its currencies.
    ///
    /// @param account index of the account
    /// @return USD; NaN if the account is refused
    public double maintenanceUsd(int account) {
        return usd(account, maintenance);
    }

    private double usd(int account, double[] margin) {
        double sum = 0.0;
        for (int line = book.firstLine()[account]; line < book.firstLine()[account + 1]; line++) {
            sum += margin[line] * usdIndex[book.currency()[line]];
        }
        return refused.containsKey(account) ? Double.NaN : sum;
    }
}
