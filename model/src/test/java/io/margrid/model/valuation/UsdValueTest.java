package io.margrid.model.valuation;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.deribit.Example;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.PairMarket;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsdValueTest {
    private static final MarketSnapshot MARKET = MarketSnapshot.builder("m", ForwardSource.QUOTED)
            .pair(Example.BTC_USD, new PairMarket(Example.AS_OF, 100.0, OptionalDouble.empty()))
            .build();

    @ParameterizedTest
    @ValueSource(strings = {"usd", "usdc", "usdt"})
    void peggedCurrenciesCountOneUsd(String currency) {
        assertThat(UsdValue.index(currency, MARKET)).hasValue(1.0);
        assertThat(UsdValue.problem(currency, MARKET)).isEmpty();
    }

    @Test
    void coinsCountTheirIndex() {
        assertThat(UsdValue.index("btc", MARKET)).hasValue(100.0);
        assertThat(UsdValue.problem("btc", MARKET)).isEmpty();
        assertThat(UsdValue.index("eth", MARKET)).isEmpty();
        assertThat(UsdValue.problem("eth", MARKET))
                .contains("the market has no index price for eth_usd to value eth in USD");
    }

    @Test
    void anInstrumentNeedsTheValueOfItsCurrency() {
        assertThat(UsdValue.problem(DeribitInstruments.parse("BTC-PERPETUAL"), MARKET))
                .isEmpty();
        assertThat(UsdValue.problem(DeribitInstruments.parse("SOL_USDC-PERPETUAL"), MARKET))
                .isEmpty();
        assertThat(UsdValue.problem(DeribitInstruments.parse("ETH-PERPETUAL"), MARKET))
                .contains("the market has no index price for eth_usd to value eth in USD (needed by ETH-PERPETUAL)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BTC", "btc_usd", "abcdefghijklmnopq"})
    void otherTextsAreNoCurrencies(String text) {
        assertThat(UsdValue.problem(text, MARKET))
                .contains("not a lower-case currency code such as btc: \"%s\"".formatted(text));
    }
}
