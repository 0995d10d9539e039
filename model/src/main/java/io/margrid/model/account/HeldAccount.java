package io.margrid.model.account;

import io.margrid.model.book.PositionTerms;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.margin.AccountEquity;
import io.margrid.model.margin.AccountRisk;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.valuation.UsdValue;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// An account as methodologies without scenarios look at it. An inverse contract of quantity `q` at the mark `M`
/// is the fixed amount `N = q M` of quote currency.
///
/// @param positions in canonical order
/// @param balances  amount of each asset by lower-case code, negative for a debt
/// @param equity    what the account is worth at the marks, without haircuts
/// @param risk      the revalued book
/// @param market    the market
public record HeldAccount(
        List<PositionRisk> positions,
        Map<String, Double> balances,
        AccountEquity equity,
        AccountRisk risk,
        MarketSnapshot market) {
    /// Copies the list.
    public HeldAccount {
        positions = List.copyOf(positions);
    }

    /// Looks at an account.
    ///
    /// @param risk   the revalued book
    /// @param market the market
    /// @return the account
    public static HeldAccount of(AccountRisk risk, MarketSnapshot market) {
        return new HeldAccount(
                risk.sets().stream().flatMap(set -> set.positions().stream()).toList(),
                risk.book().terms().balances(),
                AccountEquity.of(risk, market, false),
                risk,
                market);
    }

    /// What the account is worth at the marks, without haircuts.
    ///
    /// @return USD; empty if the book has no balances
    public OptionalDouble equityUsd() {
        return equity.known() ? OptionalDouble.of(equity.usd()) : OptionalDouble.empty();
    }

    /// Whether a position is in an inverse contract.
    ///
    /// @param position one of the account's
    /// @return false for linear ones
    public static boolean isInverse(PositionRisk position) {
        return position.position().instrument().settlement() == Settlement.INVERSE;
    }

    /// What was agreed for a position.
    ///
    /// @param position one of the account's
    /// @return its terms
    public PositionTerms terms(PositionRisk position) {
        return risk.book().terms().position(position.position().instrument().name());
    }

    /// The price that a future or perpetual was entered at.
    ///
    /// @param position one of the account's
    /// @return quote currency per base coin; the mark if the book does not say
    public double entry(PositionRisk position) {
        return terms(position).entryPrice().orElse(position.unit().forward());
    }

    /// USD for one unit of an asset.
    ///
    /// @param asset lower-case code of one that has no problem
    /// @return a price; of USD-pegged currencies their own where the market has it, else 1
    public double usd(String asset) {
        return UsdValue.price(asset, market).orElseThrow();
    }

    /// USD for one unit of the quote currency of a position.
    ///
    /// @param position one of the account's
    /// @return a price; of USD-pegged currencies their own where the market has it, else 1
    public double quoteUsd(PositionRisk position) {
        return usd(position.position().instrument().pair().quote());
    }

    /// USD for one unit of the currency that a future or perpetual is settled in; a coin counts at the contract's
    /// own mark, as in [AccountEquity#quoteProfit].
    ///
    /// @param position one of the account's
    /// @return a price
    public double settledUsd(PositionRisk position) {
        double quote = quoteUsd(position);
        return isInverse(position) ? position.unit().forward() * quote : quote;
    }

    /// The size of a future or perpetual in the currency that it is settled in: `|q| M`, of inverse ones `N / M`.
    ///
    /// @param position one of the account's
    /// @return settlement currency, zero or more
    public static double value(PositionRisk position) {
        double coins = Math.abs(position.quantity());
        return isInverse(position) ? coins : coins * position.unit().forward();
    }

    /// Profit of a future or perpetual since it was entered: `q (p - E)`, of inverse ones `N (1/E - 1/p)`.
    ///
    /// @param position one of the account's
    /// @param price    that it is counted at, quote currency per base coin
    /// @return settlement currency
    public double settledProfit(PositionRisk position, double price) {
        double entry = entry(position);
        return isInverse(position)
                ? position.quantity() * position.unit().forward() * (1.0 / entry - 1.0 / price)
                : position.quantity() * (price - entry);
    }
}
