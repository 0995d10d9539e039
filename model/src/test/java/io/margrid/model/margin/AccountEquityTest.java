package io.margrid.model.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.book.AccountTerms;
import io.margrid.model.book.Book;
import io.margrid.model.book.PositionTerms;
import io.margrid.model.instrument.FutureContract;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.OptionType;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.matrix.HandMade;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class AccountEquityTest {
    /// The dollar of the second currency is worth half of one.
    private static final MarketSnapshot MARKET = HandMade.market(Map.of("btc_usd", 1_000.0, "usdt_usd", 0.5));

    private static final Map<String, Double> BALANCES = Map.of("usdt", 40.0, "btc", -0.01);

    private static AccountTerms terms(FutureContract future, double entryPrice) {
        return new AccountTerms(
                BALANCES,
                Map.of(
                        future.name(),
                        new PositionTerms(
                                OptionalDouble.of(entryPrice), OptionalDouble.empty(), OptionalDouble.empty())));
    }

    private static AccountEquity of(AccountTerms terms, PositionRisk... positions) {
        return AccountEquity.of(HandMade.account(terms, positions), MARKET, false);
    }

    @Test
    void balancesCountAtThePriceOfTheirAssetAndDebtsAgainst() {
        AccountEquity equity = of(new AccountTerms(BALANCES, Map.of()));
        assertThat(equity).isEqualTo(new AccountEquity(true, 40.0 * 0.5 - 10.0, 0.0, 0.0, 0));
        assertThat(equity.usd()).isEqualTo(10.0);
    }

    @Test
    void aLinearContractGainsQuoteCurrency() {
        // 2 coins from 900 to 1,000: 200 of a currency worth half a dollar.
        FutureContract future = HandMade.perpetual("btc_usdt");
        assertThat(of(terms(future, 900.0), HandMade.future(future, 2.0)).profit())
                .isEqualTo(100.0);
        assertThat(of(terms(future, 900.0), HandMade.future(future, -2.0)).profit())
                .isEqualTo(-100.0);
    }

    @Test
    void anInverseContractGainsCoin() {
        // 2 coins at 1,000 are 2,000 dollars; entered at 800 those were 2.5 coins, now 2: 0.5 coins at 1,000 each.
        FutureContract future = HandMade.perpetual("btc_usd");
        assertThat(of(terms(future, 800.0), HandMade.future(future, 2.0)).profit())
                .isCloseTo(500.0, within(1e-12));
    }

    @Test
    void optionsCountAtTheirValueInTheCurrencyThatTheyWereValuedIn() {
        OptionContract inverse = HandMade.option("btc_usd", 73, 1_100.0, OptionType.CALL);
        AccountRisk inCoin = HandMade.account(AccountTerms.NONE, HandMade.position(inverse, -2.0, 0.03, 0.4));
        assertThat(AccountEquity.of(inCoin, MARKET, false).options()).isEqualTo(-60.0);
        AccountRisk inQuote = HandMade.account(AccountTerms.NONE, HandMade.position(inverse, -2.0, 30.0, 0.4));
        assertThat(AccountEquity.of(inQuote, MARKET, true).options()).isEqualTo(-60.0);
        OptionContract linear = HandMade.option("btc_usdt", 73, 1_100.0, OptionType.CALL);
        AccountRisk other = HandMade.account(AccountTerms.NONE, HandMade.position(linear, 2.0, 30.0, 0.4));
        assertThat(AccountEquity.of(other, MARKET, false).options()).isEqualTo(30.0);
        assertThat(AccountEquity.of(other, MARKET, true)).isEqualTo(new AccountEquity(false, 0.0, 0.0, 30.0, 0));
    }

    @Test
    void withoutAnEntryPriceAFutureCountsAtTheMark() {
        FutureContract entered = HandMade.perpetual("btc_usdt");
        AccountEquity equity = of(
                terms(entered, 900.0),
                HandMade.future(entered, 2.0),
                HandMade.future(HandMade.future("btc_usdt", 73), 5.0));
        assertThat(equity.profit()).isEqualTo(100.0);
        assertThat(equity.atMark()).isEqualTo(1);
    }

    private static MarginReport margins(double initial, double maintenance) {
        return new MarginReport(
                "a",
                "model",
                List.of(new CurrencyMargin("usd", 1.0, initial, maintenance, List.of(), List.of())),
                List.of());
    }

    @Test
    void theReportTellsEquityAndItsRatios() {
        MarginReport report = new AccountEquity(true, 70.0, 20.0, 10.0, 2).report(margins(25.0, 20.0));
        assertThat(report.figures())
                .containsExactly(
                        AccountFigure.usd("equity", 100.0),
                        AccountFigure.usd("free_capital", 75.0),
                        AccountFigure.ratio("initial_margin_ratio", 0.25),
                        AccountFigure.ratio("maintenance_margin_ratio", 0.2));
        assertThat(report.notes())
                .containsExactly("positions without an entry price, which count as entered at the mark: 2");
    }

    @Test
    void ratiosNeedSomethingToBePartOf() {
        assertThat(new AccountEquity(true, -5.0, 0.0, 0.0, 0)
                        .report(margins(25.0, 20.0))
                        .figures())
                .containsExactly(AccountFigure.usd("equity", -5.0), AccountFigure.usd("free_capital", -30.0));
    }

    @Test
    void nothingIsToldOfAnAccountWhoseBalancesAreUnknown() {
        MarginReport report = margins(25.0, 20.0);
        assertThat(of(AccountTerms.NONE, HandMade.future(HandMade.perpetual("btc_usdt"), 1.0))
                        .report(report))
                .isSameAs(report);
    }

    @Test
    void assetsWithoutAPriceAreNamed() {
        Book book = new Book(
                "a", List.of(), Map.of(), new AccountTerms(Map.of("usdc", 1.0, "doge", 1.0, "btc", 1.0), Map.of()));
        assertThat(AccountEquity.problems(book, MARKET))
                .containsExactly("balance of doge: the market has no index price for doge_usd to value doge in USD");
    }
}
