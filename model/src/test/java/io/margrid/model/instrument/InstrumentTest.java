package io.margrid.model.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.deribit.DeribitInstruments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstrumentTest {
    private static final long SEED = Long.getLong("margrid.seed", 20_260_820L);
    private static final CurrencyPair PAIR = new CurrencyPair("btc", "usd");

    @Test
    void canonicalOrderIsPairKindExpiryStrikeTypeByName() {
        List<String> ordered = List.of(
                "BTC-26MAR26",
                "BTC-27MAR26",
                "BTC-PERPETUAL",
                "BTC-26MAR26-90000-C",
                "BTC-27MAR26-80000-C",
                "BTC-27MAR26-80000-P",
                "BTC-27MAR26-100000-C",
                "BTC_USDC-PERPETUAL",
                "BTC_USDC",
                "ETH-PERPETUAL");
        List<Instrument> shuffled =
                new ArrayList<>(ordered.stream().map(DeribitInstruments::parse).toList());
        Collections.shuffle(shuffled, new Random(SEED));
        shuffled.sort(Instrument.CANONICAL_ORDER);
        assertThat(shuffled).as("seed %d", SEED).extracting(Instrument::name).containsExactlyElementsOf(ordered);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, -1.0, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesTermsThatAreNotPositive(double value) {
        assertThatThrownBy(() ->
                        new OptionContract("O", PAIR, Settlement.INVERSE, value, Instant.EPOCH, 1.0, OptionType.CALL))
                .hasMessage("contractSize must be positive and finite: " + value);
        assertThatThrownBy(() ->
                        new OptionContract("O", PAIR, Settlement.INVERSE, 1.0, Instant.EPOCH, value, OptionType.CALL))
                .hasMessage("strike must be positive and finite: " + value);
        assertThatThrownBy(() ->
                        new FutureContract("F", PAIR, Settlement.INVERSE, OptionalDouble.of(value), Optional.empty()))
                .hasMessage("contractSize must be positive and finite: " + value);
    }

    @Test
    void refusesBlankNames() {
        assertThatThrownBy(() -> new SpotPair(" ", PAIR)).hasMessage("name must not be blank");
        assertThatThrownBy(() ->
                        new FutureContract("", PAIR, Settlement.INVERSE, OptionalDouble.empty(), Optional.empty()))
                .hasMessage("name must not be blank");
    }

    @Test
    void intrinsicValueIsNeverNegative() {
        assertThat(OptionType.CALL.intrinsic(110.0, 100.0)).isEqualTo(10.0);
        assertThat(OptionType.CALL.intrinsic(90.0, 100.0)).isZero();
        assertThat(OptionType.PUT.intrinsic(90.0, 100.0)).isEqualTo(10.0);
        assertThat(OptionType.PUT.intrinsic(110.0, 100.0)).isZero();
        assertThat(1.0 / OptionType.PUT.intrinsic(100.0, 100.0)).isPositive();
    }
}
