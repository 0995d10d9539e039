package io.margrid.model.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.model.book.Book;
import io.margrid.model.book.PassThroughAmounts;
import io.margrid.model.margin.AccountRisk;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.NettingSet;
import io.margrid.model.margin.NettingSetRisk;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.PairMarket;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettlementCurrenciesTest {
    private static final MarketSnapshot MARKET = MarketSnapshot.builder("m", ForwardSource.QUOTED)
            .pair(Example.BTC_USD, new PairMarket(Example.AS_OF, 100.0, OptionalDouble.empty()))
            .build();
    private static final List<MarginModel> MODELS =
            List.of(new DeribitPortfolioMargin(Example.parameters()), new DeribitStandardMargin(Example.parameters()));

    @Test
    void setsAreGroupedInCodeOrderWithPassThroughCurrencies() {
        NettingSetRisk sol = new NettingSetRisk(new NettingSet(Example.SOL_USDC, "usdc"), List.of(), new double[0]);
        NettingSetRisk btc = new NettingSetRisk(new NettingSet(Example.BTC_USD, "btc"), List.of(), new double[0]);
        NettingSetRisk usdc = new NettingSetRisk(new NettingSet(Example.BTC_USDC, "usdc"), List.of(), new double[0]);
        Book book = new Book("a", List.of(), Map.of("eth", PassThroughAmounts.NONE));
        Map<String, List<NettingSetRisk>> groups =
                SettlementCurrencies.group(new AccountRisk(book, List.of(sol, btc, usdc)));
        assertThat(groups)
                .containsExactly(
                        Map.entry("btc", List.of(btc)),
                        Map.entry("eth", List.of()),
                        Map.entry("usdc", List.of(sol, usdc)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"usd", "usdc", "usdt"})
    void peggedCurrenciesCountOneUsd(String currency) {
        assertThat(SettlementCurrencies.usdIndex(currency, MARKET)).hasValue(1.0);
        for (MarginModel model : MODELS) {
            assertThat(model.currencyProblem(currency, MARKET)).isEmpty();
        }
    }

    @Test
    void coinsCountTheirIndex() {
        assertThat(SettlementCurrencies.usdIndex("btc", MARKET)).hasValue(100.0);
        for (MarginModel model : MODELS) {
            assertThat(model.currencyProblem("btc", MARKET)).isEmpty();
            assertThat(model.currencyProblem("eth", MARKET))
                    .contains("the market has no index price for eth_usd to value eth in USD");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BTC", "btc_usd", "abcdefghijklmnopq"})
    void otherTextsAreNoCurrencies(String text) {
        for (MarginModel model : MODELS) {
            assertThat(model.currencyProblem(text, MARKET))
                    .contains("not a lower-case currency code such as btc: \"%s\"".formatted(text));
        }
    }
}
