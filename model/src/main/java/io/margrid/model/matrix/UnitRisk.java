package io.margrid.model.matrix;

import io.margrid.model.book.Book;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.margin.NettingSetRisk;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.PairMarket;
import io.margrid.model.valuation.UsdValue;
import java.util.List;

/// The revalued positions of one risk unit of one account.
///
/// @param name   the unit's name
/// @param sets   a set for each of its coins, in order; profits in USD
/// @param book   the whole account
/// @param market the market
public record UnitRisk(String name, List<NettingSetRisk> sets, Book book, MarketSnapshot market) {
    /// Profits of the whole unit.
    ///
    /// @return a new vector over the scenarios, USD: the sum of the sets in their order
    public double[] pnl() {
        double[] sum = sets.getFirst().pnl().clone();
        for (int i = 1; i < sets.size(); i++) {
            double[] more = sets.get(i).pnl();
            for (int s = 0; s < sum.length; s++) {
                sum[s] += more[s];
            }
        }
        return sum;
    }

    /// All positions of the unit.
    ///
    /// @return in canonical order
    public List<PositionRisk> positions() {
        return sets.stream().flatMap(set -> set.positions().stream()).toList();
    }

    /// USD for one unit of a currency.
    ///
    /// @param currency quote currency of one of the positions
    /// @return a price; 1 for USD-pegged currencies whose price the market does not have
    public double usd(String currency) {
        return UsdValue.price(currency, market).orElseThrow();
    }

    /// USD for one unit of the quote currency of a position.
    ///
    /// @param position one of the unit's
    /// @return a price; 1 for USD-pegged currencies
    public double quoteUsd(PositionRisk position) {
        return usd(position.position().instrument().pair().quote());
    }

    /// Index of a coin in USD.
    ///
    /// @param set one of the unit's, with positions
    /// @return that of the coin's USD pair, else of its first position's pair, in USD
    public double spotUsd(NettingSetRisk set) {
        return market.pair(set.set().pair()).map(PairMarket::index).orElseGet(() -> {
            PositionRisk first = set.positions().getFirst();
            CurrencyPair pair = first.position().instrument().pair();
            return market.pair(pair).orElseThrow().index() * quoteUsd(first);
        });
    }
}
