package io.margrid.model.matrix;

import io.margrid.model.book.Book;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.valuation.UsdValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// What an account owes.
public final class Debts {
    private static final String BORROWING = "borrowing";

    private Debts() {}

    /// Negative balances at their prices.
    ///
    /// @param book   the account
    /// @param market values every asset of its balances
    /// @return USD, zero or more
    public static double usd(Book book, MarketSnapshot market) {
        double sum = 0.0;
        for (Map.Entry<String, Double> balance : book.terms().balances().entrySet()) {
            sum += Math.max(0.0, -balance.getValue())
                    * UsdValue.price(balance.getKey(), market).orElseThrow();
        }
        return sum;
    }

    /// The margin of what an account owes, for methodologies whose last two parts are its initial and its
    /// maintenance margin.
    ///
    /// @param book        the account
    /// @param market      values every asset of its balances
    /// @param initial     rate of initial margin
    /// @param maintenance rate of maintenance margin
    /// @param parts       how many parts the methodology has
    /// @return nothing if nothing is owed
    public static Map<String, UnitOutcome> margin(
            Book book, MarketSnapshot market, double initial, double maintenance, int parts) {
        double debt = usd(book, market);
        if (debt == 0.0) {
            return Map.of();
        }
        List<Double> amounts = new ArrayList<>(Collections.nCopies(parts - 2, 0.0));
        amounts.add(initial * debt);
        amounts.add(maintenance * debt);
        return Map.of(BORROWING, new UnitOutcome(initial * debt, maintenance * debt, amounts, List.of()));
    }
}
