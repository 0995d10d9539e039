package io.margrid.model.matrix;

import io.margrid.model.book.Book;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.margin.NettingSetRisk;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.PairMarket;
import io.margrid.model.valuation.ContractClock;
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

    /// Time to expiry of an instrument.
    ///
    /// @param instrument of one of the positions
    /// @return years of 365 days; 0 for what does not expire
    public double years(Instrument instrument) {
        PairMarket pair = market.pair(instrument.pair()).orElseThrow();
        return instrument
                .expiry()
                .map(expiry -> ContractClock.years(pair.asOf(), expiry))
                .orElse(0.0);
    }
}
