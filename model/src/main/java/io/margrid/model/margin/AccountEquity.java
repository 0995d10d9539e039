package io.margrid.model.margin;

import io.margrid.model.book.Book;
import io.margrid.model.book.Position;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.valuation.UsdValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// What an account is worth at the marks, without haircuts: balances, profit of futures and perpetuals since they
/// were entered, and the value of options, whose premium is taken to have been paid out of the balances.
///
/// @param known    whether the book has balances; if not, nothing is told of equity
/// @param balances USD
/// @param profit   unrealised profit of futures and perpetuals, USD
/// @param options  value of the options, long less short, USD
/// @param atMark   futures and perpetuals without an entry price, which count as entered at the mark
public record AccountEquity(boolean known, double balances, double profit, double options, int atMark) {
    /// Name of the figure in reports: what the account is worth.
    public static final String EQUITY = "equity";

    /// Name of the figure in reports: equity less initial margin.
    public static final String FREE = "free_capital";

    /// Name of the figure in reports: initial margin over equity.
    public static final String INITIAL_RATIO = "initial_margin_ratio";

    /// Name of the figure in reports: maintenance margin over equity.
    public static final String MAINTENANCE_RATIO = "maintenance_margin_ratio";

    /// Values an account.
    ///
    /// @param account the revalued book, without [#problems]
    /// @param market  the market
    /// @param inQuote whether inverse options too were valued in quote currency, as [GridRules#inQuoteCurrency]
    ///     has it
    /// @return what it is worth
    public static AccountEquity of(AccountRisk account, MarketSnapshot market, boolean inQuote) {
        Book book = account.book();
        double balances = 0.0;
        for (Map.Entry<String, Double> balance : book.terms().balances().entrySet()) {
            balances += balance.getValue() * usd(balance.getKey(), market);
        }
        double profit = 0.0;
        double options = 0.0;
        int atMark = 0;
        for (NettingSetRisk set : account.sets()) {
            for (PositionRisk position : set.positions()) {
                Instrument instrument = position.position().instrument();
                OptionalDouble entry = book.terms().position(instrument.name()).entryPrice();
                if (instrument instanceof OptionContract) {
                    String currency = inQuote ? instrument.pair().quote() : instrument.settlementCurrency();
                    options += position.quantity() * position.unit().value() * usd(currency, market);
                } else if (entry.isPresent()) {
                    profit += quoteProfit(position, entry.getAsDouble())
                            * usd(instrument.pair().quote(), market);
                } else {
                    atMark++;
                }
            }
        }
        return new AccountEquity(!book.terms().balances().isEmpty(), balances, profit, options, atMark);
    }

    private static double usd(String currency, MarketSnapshot market) {
        return UsdValue.price(currency, market).orElseThrow();
    }

    /// Profit of a future or perpetual since it was entered.
    ///
    /// An inverse contract is a fixed amount of quote currency, `N = q M` at the mark `M`: its profit `N (1/E -
    /// 1/M)` coins, at `M` each, is `q (M - E) M / E`.
    ///
    /// @param position a future or perpetual
    /// @param entry    price that it was entered at, quote currency per base coin
    /// @return quote currency
    public static double quoteProfit(PositionRisk position, double entry) {
        double mark = position.unit().forward();
        double linear = position.quantity() * (mark - entry);
        return position.position().instrument().settlement() == Settlement.INVERSE ? linear * mark / entry : linear;
    }

    /// What keeps an account from being valued.
    ///
    /// @param book   the book
    /// @param market the market
    /// @return each a sentence with the value
    public static List<String> problems(Book book, MarketSnapshot market) {
        List<String> problems = new ArrayList<>();
        for (String asset : book.terms().balances().keySet()) {
            UsdValue.problem(asset, market).ifPresent(problem -> problems.add("balance of " + asset + ": " + problem));
        }
        for (Position position : book.positions()) {
            String name = position.instrument().name();
            OptionalDouble entry = book.terms().position(name).entryPrice();
            if (!(position.instrument() instanceof OptionContract) && entry.isPresent() && entry.getAsDouble() == 0.0) {
                problems.add("entry_price of %s must be above zero: %s".formatted(name, entry.getAsDouble()));
            }
        }
        return problems;
    }

    /// What the account is worth.
    ///
    /// @return USD; negative if it owes more than it has
    public double usd() {
        return balances + profit + options;
    }

    /// A report with equity and its ratios, if the book says what the account holds.
    ///
    /// @param report the margins
    /// @return the same report with more figures and notes
    public MarginReport report(MarginReport report) {
        if (!known) {
            return report;
        }
        List<AccountFigure> figures = new ArrayList<>(report.figures());
        figures.add(AccountFigure.usd(EQUITY, usd()));
        figures.add(AccountFigure.usd(FREE, usd() - report.initialUsd()));
        if (usd() > 0.0) {
            figures.add(AccountFigure.ratio(INITIAL_RATIO, report.initialUsd() / usd()));
            figures.add(AccountFigure.ratio(MAINTENANCE_RATIO, report.maintenanceUsd() / usd()));
        }
        List<String> notes = new ArrayList<>(report.notes());
        if (atMark > 0) {
            notes.add("positions without an entry price, which count as entered at the mark: %d".formatted(atMark));
        }
        return new MarginReport(
                report.account(), report.modelId(), report.currencies(), report.positions(), figures, notes);
    }
}
