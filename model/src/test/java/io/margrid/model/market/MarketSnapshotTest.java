package io.margrid.model.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.Limits;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Instrument;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarketSnapshotTest {
    private static final Instant AS_OF = Instant.parse("2026-03-20T12:00:00Z");
    private static final CurrencyPair PAIR = new CurrencyPair("btc", "usd");
    private static final Instrument PERPETUAL = DeribitInstruments.parse("BTC-PERPETUAL");
    private static final Instrument CALL = DeribitInstruments.parse("BTC-27MAR26-80000-C");

    @Test
    void findsWhatWasAdded() {
        PairMarket pair = new PairMarket(AS_OF, 65_000.0, OptionalDouble.empty());
        OptionQuote quote = new OptionQuote(0.58, 66_000.0, OptionalDouble.of(0.005));
        MarketSnapshot market = MarketSnapshot.builder("m", ForwardSource.PARITY)
                .pair(PAIR, pair)
                .option(CALL, quote)
                .future(PERPETUAL, 65_010.0)
                .build();
        assertThat(market.id()).isEqualTo("m");
        assertThat(market.forwardSource()).isEqualTo(ForwardSource.PARITY);
        assertThat(market.pair(PAIR)).contains(pair);
        assertThat(market.option(CALL.name())).contains(quote);
        assertThat(market.futureMark(PERPETUAL.name())).hasValue(65_010.0);
        assertThat(market.instruments()).containsOnlyKeys(CALL.name(), PERPETUAL.name());
        assertThat(market.options()).containsOnly(Map.entry(CALL.name(), quote));
        assertThat(market.futureMarks()).containsOnly(Map.entry(PERPETUAL.name(), 65_010.0));
        assertThat(market.optionCount()).isEqualTo(1);
        assertThat(market.futureCount()).isEqualTo(1);
    }

    @Test
    void saysWhatItLacks() {
        MarketSnapshot market =
                MarketSnapshot.builder("m", ForwardSource.QUOTED).build();
        assertThat(market.pair(PAIR)).isEmpty();
        assertThat(market.option(CALL.name())).isEmpty();
        assertThat(market.futureMark(PERPETUAL.name())).isEmpty();
    }

    @Test
    void laterAdditionsLeaveASnapshotAlone() {
        MarketSnapshot.Builder builder = MarketSnapshot.builder("m", ForwardSource.QUOTED);
        MarketSnapshot before = builder.build();
        MarketSnapshot after = builder.future(PERPETUAL, 1.0)
                .option(CALL, new OptionQuote(0.5, 1.0, OptionalDouble.empty()))
                .build();
        builder.future(PERPETUAL, 2.0);
        assertThat(before.futureMarks()).isEmpty();
        assertThat(before.options()).isEmpty();
        assertThat(after.futureMark(PERPETUAL.name())).hasValue(1.0);
        assertThat(after.options()).hasSize(1);
        assertThatThrownBy(() -> before.futureMarks().put("x", 1.0)).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0, -1.0, 1.000001e12})
    void refusesPricesOutOfRange(double price) {
        assertThatThrownBy(() -> new PairMarket(AS_OF, price, OptionalDouble.empty()))
                .hasMessage("index must be in (0, 1.0E12]: " + price);
        assertThatThrownBy(() -> new PairMarket(AS_OF, 1.0, OptionalDouble.of(price)))
                .hasMessage("estimated delivery price must be in (0, 1.0E12]: " + price);
        assertThatThrownBy(() -> new OptionQuote(0.5, price, OptionalDouble.empty()))
                .hasMessage("forward must be in (0, 1.0E12]: " + price);
        assertThatThrownBy(
                        () -> MarketSnapshot.builder("m", ForwardSource.QUOTED).future(PERPETUAL, price))
                .hasMessage("mark price must be in (0, 1.0E12]: " + price);
    }

    @Test
    void refusesInstantsThatNoMarketHas() {
        assertThat(Limits.AS_OF_MIN).isEqualTo("2001-09-09T01:46:40Z");
        assertThat(new PairMarket(Limits.AS_OF_MIN, 1.0, OptionalDouble.empty()).asOf())
                .isEqualTo(Limits.AS_OF_MIN);
        assertThatThrownBy(() -> new PairMarket(Limits.AS_OF_MIN.minusMillis(1), 1.0, OptionalDouble.empty()))
                .hasMessage("as of must not be before 2001-09-09T01:46:40Z: 2001-09-09T01:46:39.999Z");
    }

    @Test
    void anotherPairLeavesTheFirstMarketAsItWas() {
        MarketSnapshot market = MarketSnapshot.builder("m", ForwardSource.PARITY)
                .pair(PAIR, new PairMarket(AS_OF, 65_000.0, OptionalDouble.empty()))
                .future(PERPETUAL, 65_010.0)
                .build();
        PairMarket stable = new PairMarket(AS_OF, 0.95, OptionalDouble.empty());
        MarketSnapshot changed = market.with(new CurrencyPair("usdt", "usd"), stable);
        assertThat(changed.pairs()).containsOnlyKeys(PAIR, new CurrencyPair("usdt", "usd"));
        assertThat(changed.pair(new CurrencyPair("usdt", "usd"))).contains(stable);
        assertThat(changed.futureMark(PERPETUAL.name())).hasValue(65_010.0);
        assertThat(changed.id()).isEqualTo("m");
        assertThat(market.pairs()).containsOnlyKeys(PAIR);
        assertThat(changed.with(PAIR, stable).pair(PAIR)).contains(stable);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1e-9, 100.0000001})
    void refusesVolatilitiesOutOfRange(double volatility) {
        assertThatThrownBy(() -> new OptionQuote(volatility, 1.0, OptionalDouble.empty()))
                .hasMessage("mark volatility must be in [0, 100.0] as a fraction: " + volatility);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1e-9, 1.000001e12})
    void refusesMarksOutOfRange(double mark) {
        assertThatThrownBy(() -> new OptionQuote(0.5, 1.0, OptionalDouble.of(mark)))
                .hasMessage("mark price must be in [0, 1.0E12]: " + mark);
    }

    @Test
    void takesTheLimits() {
        OptionQuote quote = new OptionQuote(Limits.VOLATILITY_MAX, Limits.PRICE_MAX, OptionalDouble.of(0.0));
        assertThat(quote.markVolatility()).isEqualTo(100.0);
        assertThat(new OptionQuote(0.0, Double.MIN_VALUE, OptionalDouble.empty()).forward())
                .isPositive();
        assertThat(new PairMarket(AS_OF, Limits.PRICE_MAX, OptionalDouble.of(1e12)).index())
                .isEqualTo(1e12);
    }
}
