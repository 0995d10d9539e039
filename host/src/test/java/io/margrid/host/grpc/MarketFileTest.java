package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.margrid.host.deribit.LoadedMarket;
import io.margrid.host.deribit.SourceFile;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violation;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.FutureContract;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarketFileTest {
    private static final String GOOD = """
        {
          "pairs": [{"pair": "sol_usdt", "index_price": 150.5, "as_of": "2024-06-17T09:00:00Z"}],
          "contracts": [
            {"instrument": "SOLUSDT", "kind": "CONTRACT_KIND_FUTURE", "pair": "sol_usdt"},
            {"instrument": "SOL-200-C", "kind": "CONTRACT_KIND_CALL", "pair": "sol_usdt", "contract_size": 1,
             "strike": 200, "expires_at": "2024-06-28T08:00:00Z"}],
          "options": [{"instrument": "SOL-200-C", "mark_iv_percent": 80, "underlying_price": 151}],
          "futures": [{"instrument": "SOLUSDT", "mark_price": 150.25}]
        }
        """;

    private static Optional<LoadedMarket> read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return MarketFile.read(
                new SourceFile("m.json", true, () -> new ByteArrayInputStream(bytes)),
                ForwardSource.QUOTED,
                Fixture.CLOCK.instant());
    }

    private static List<String> violations(String text) {
        InvalidInputException e = catchThrowableOfType(InvalidInputException.class, () -> read(text));
        assertThat(e).isNotNull();
        return e.violations().stream().map(Violation::toString).toList();
    }

    @Test
    void contractsOfAnyVenueAreQuoted() {
        CurrencyPair pair = new CurrencyPair("sol", "usdt");
        MarketSnapshot market = read(GOOD).orElseThrow().snapshot();
        assertThat(market.pair(pair).orElseThrow().index()).isEqualTo(150.5);
        assertThat(market.futureMark("SOLUSDT")).hasValue(150.25);
        assertThat(market.instrument("SOLUSDT"))
                .contains(new FutureContract(
                        "SOLUSDT", pair, Settlement.LINEAR, OptionalDouble.of(1.0), Optional.empty()));
        assertThat(market.option("SOL-200-C").orElseThrow().markVolatility()).isEqualTo(0.8);
        assertThat(market.option("SOL-200-C").orElseThrow().forward()).isEqualTo(151.0);
    }

    @Test
    void aMarketIsNamedByItselfOrByItsFile() {
        assertThat(read(GOOD).orElseThrow().snapshot().id()).isEqualTo("m.json");
        assertThat(read(GOOD.replaceFirst("\\{", "{\"id\": \"mine\","))
                        .orElseThrow()
                        .snapshot()
                        .id())
                .isEqualTo("mine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonrpc\": \"2.0\", \"result\": [{\"instrument_name\": \"BTC-PERPETUAL\", \"mark_price\": 1.0}]}",
                "{\"result\": {\"pairs\": []}}",
                "[{\"pairs\": []}]",
                "{}",
                "instrument,size",
                ""
            })
    void otherFilesAreNoMarkets(String text) {
        assertThat(read(text)).isEmpty();
    }

    @Test
    void anUnknownFieldIsNamed() {
        assertThat(violations(GOOD.replace("index_price", "index_prize")))
                .singleElement()
                .asString()
                .startsWith("m.json: is not a market: ")
                .contains("index_prize");
    }

    @Test
    void problemsOfAllQuotesAreToldAtOnce() {
        assertThat(violations(GOOD.replace("150.5", "0")
                        .replace("150.25", "-1")
                        .replace("80", "-5")
                        .replace("\"sol_usdt\"}", "\"sol\"}")))
                .contains(
                        "m.json $.contracts[0].pair: a pair is written base_quote, for example btc_usd: \"sol\"",
                        "m.json $.futures[0].mark_price: must be above 0 and at most 1.0E12: -1.0",
                        "m.json $.options[0].mark_iv_percent: must be in [0, 10000.0]: -5.0",
                        "m.json $.pairs[0].index_price: must be above 0 and at most 1.0E12: 0.0");
    }

    @Test
    void aMarketMoreThanADayAheadIsRefused() {
        assertThat(violations(GOOD.replace("2024-06-17", "2024-06-19")))
                .singleElement()
                .asString()
                .startsWith("m.json $.pairs[0].as_of: is in the future");
    }
}
