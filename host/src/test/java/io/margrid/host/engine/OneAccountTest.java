package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.model.book.AccountTerms;
import io.margrid.model.book.PassThroughAmounts;
import io.margrid.model.book.PositionTerms;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.input.Violation;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.FutureContract;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.PairMarket;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class OneAccountTest {
    private static final MarketSnapshot MARKET = MarketSnapshot.builder("m", ForwardSource.QUOTED)
            .pair(
                    new CurrencyPair("btc", "usd"),
                    new PairMarket(Instant.parse("2026-11-23T08:00:00Z"), 1_000.0, OptionalDouble.empty()))
            .pair(
                    new CurrencyPair("btc", "usdc"),
                    new PairMarket(Instant.parse("2026-11-23T08:00:00Z"), 1_000.0, OptionalDouble.empty()))
            .future((FutureContract) DeribitInstruments.position("BTC-PERPETUAL"), 1_000.0)
            .future((FutureContract) DeribitInstruments.position("BTC_USDC-PERPETUAL"), 1_000.0)
            .build();

    private static PositionTerms terms(double entry, double leverage) {
        return new PositionTerms(OptionalDouble.of(entry), OptionalDouble.of(leverage), OptionalDouble.empty());
    }

    private static BookDraft draft(
            String account, String instrument, int size, Map<String, Double> balances, PositionTerms terms) {
        return new BookDraft(
                account,
                List.of(new BookLine(7, instrument, new BigDecimal(size))),
                Map.of("btc", new PassThroughAmounts(1.0, 2.0, 3.0, 4.0)),
                new AccountTerms(balances, Map.of(instrument, terms)),
                (row, field) -> account + ":" + row + ":" + field,
                1,
                List.of());
    }

    @Test
    void linesFollowEachOtherAndAmountsAddUp() {
        OneAccount whole = OneAccount.of(
                "all",
                List.of(
                        draft("a", "BTC-PERPETUAL", 3, Map.of("btc", 1.0, "usdc", 5.0), terms(900.0, 10.0)),
                        draft("b", "BTC-PERPETUAL", -1, Map.of("usdc", -7.0), terms(900.0, 10.0))),
                MARKET);
        assertThat(whole.draft().lines())
                .extracting(BookLine::size)
                .containsExactly(new BigDecimal(3), new BigDecimal(-1));
        assertThat(whole.draft().places().place(1, "size")).isEqualTo("b:7:size");
        assertThat(whole.draft().terms().balances()).isEqualTo(Map.of("btc", 1.0, "usdc", -2.0));
        assertThat(whole.draft().terms().position("BTC-PERPETUAL")).isEqualTo(terms(900.0, 10.0));
        assertThat(whole.draft().passThrough()).isEqualTo(Map.of("btc", new PassThroughAmounts(2.0, 4.0, 6.0, 8.0)));
        assertThat(whole.draft().rowsRead()).isEqualTo(2);
        assertThat(whole.notes()).isEmpty();
    }

    @Test
    void gainsSinceDifferentEntriesBecomeABalance() {
        // 3 (1000 - 800) - (1000 - 500): 600 - 500.
        OneAccount linear = OneAccount.of(
                "all",
                List.of(
                        draft("a", "BTC_USDC-PERPETUAL", 3, Map.of("usdc", 5.0), terms(800.0, 10.0)),
                        draft("b", "BTC_USDC-PERPETUAL", -1, Map.of(), terms(500.0, 10.0))),
                MARKET);
        assertThat(linear.draft().terms().balances()).isEqualTo(Map.of("usdc", 105.0));
        assertThat(linear.draft().terms().position("BTC_USDC-PERPETUAL").entryPrice())
                .isEmpty();
        assertThat(linear.draft().terms().position("BTC_USDC-PERPETUAL").leverage())
                .hasValue(10.0);
        assertThat(linear.notes()).singleElement().asString().startsWith("BTC_USDC-PERPETUAL was entered at several");
        // 3 contracts of 1,000 dollars from 800 on make 3,000 / 800 - 3,000 / 1,000 coins; -1 from 500 on loses 1.
        OneAccount inverse = OneAccount.of(
                "all",
                List.of(
                        draft("a", "BTC-PERPETUAL", 3, Map.of("btc", 5.0), terms(800.0, 10.0)),
                        draft("b", "BTC-PERPETUAL", -1, Map.of(), terms(500.0, 10.0))),
                MARKET);
        assertThat(inverse.draft().terms().balances()).isEqualTo(Map.of("btc", 4.75));
    }

    @Test
    void whereNothingIsKnownOfBalancesNoneIsMade() {
        OneAccount whole = OneAccount.of(
                "all",
                List.of(
                        draft("a", "BTC-PERPETUAL", 3, Map.of(), terms(800.0, 10.0)),
                        draft("b", "BTC-PERPETUAL", -1, Map.of(), terms(500.0, 10.0))),
                MARKET);
        assertThat(whole.draft().terms().balances()).isEmpty();
    }

    @Test
    void oneAccountHasOneLeverage() {
        OneAccount whole = OneAccount.of(
                "all",
                List.of(
                        draft("a", "BTC-PERPETUAL", 3, Map.of(), terms(800.0, 10.0)),
                        draft("b", "BTC-PERPETUAL", -1, Map.of(), terms(800.0, 20.0))),
                MARKET);
        assertThat(whole.draft().problems())
                .extracting(Violation::toString)
                .containsExactly(
                        "BTC-PERPETUAL: leverage or extra margin differ between accounts, one account has one");
    }

    @Test
    void anEntryPriceOfZeroIsNoProfit() {
        OneAccount whole = OneAccount.of(
                "all",
                List.of(
                        draft("a", "BTC-PERPETUAL", 3, Map.of("btc", 1.0), terms(800.0, 10.0)),
                        draft("b", "BTC-PERPETUAL", -1, Map.of(), terms(0.0, 10.0))),
                MARKET);
        assertThat(whole.draft().problems())
                .extracting(Violation::toString)
                .containsExactly("BTC-PERPETUAL: entry_price must be above zero: the profit is -Infinity");
    }
}
