package io.margrid.model.matrix;

import io.margrid.model.book.Book;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.valuation.UsdValue;
import java.util.Map;

/// What an account owes.
public final class Debts {
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
}
