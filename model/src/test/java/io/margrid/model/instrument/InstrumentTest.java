package io.margrid.model.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.deribit.DeribitInstruments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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

    /// The order as a chain of comparators, field by field.
    @Test
    void canonicalOrderIsThatOfItsFields() {
        Comparator<Instrument> chain = Comparator.comparing(Instrument::pair)
                .thenComparing(Instrument::settlement)
                .thenComparingInt(i -> i instanceof FutureContract ? 0 : i instanceof OptionContract ? 1 : 2)
                .thenComparing(i -> i.expiry().orElse(Instant.MAX))
                .thenComparingDouble(i -> i instanceof OptionContract option ? option.strike() : 0.0)
                .thenComparing(Instrument::name);
        List<Instrument> instruments = new ArrayList<>();
        for (CurrencyPair pair : List.of(PAIR, new CurrencyPair("btc", "usdc"), new CurrencyPair("eth", "usd"))) {
            for (Settlement settlement : Settlement.values()) {
                for (Instant expiry : List.of(Instant.EPOCH, Instant.EPOCH.plusNanos(1), Instant.MAX)) {
                    for (String name : List.of("A", "B")) {
                        instruments.add(new FutureContract(
                                name, pair, settlement, OptionalDouble.empty(), Optional.of(expiry)));
                        for (double strike : new double[] {0.5, 2.0, 10.0}) {
                            instruments.add(
                                    new OptionContract(name, pair, settlement, 1.0, expiry, strike, OptionType.CALL));
                        }
                    }
                }
                instruments.add(new FutureContract("P", pair, settlement, OptionalDouble.empty(), Optional.empty()));
            }
            instruments.add(new SpotPair("S", pair));
        }
        for (Instrument a : instruments) {
            for (Instrument b : instruments) {
                assertThat(Integer.signum(Instrument.CANONICAL_ORDER.compare(a, b)))
                        .as("%s, %s", a, b)
                        .isEqualTo(Integer.signum(chain.compare(a, b)));
            }
        }
    }

    @Test
    void equalContractsHaveOneHash() {
        Instrument one = DeribitInstruments.parse("BTC-26MAR26-90000-C");
        assertThat(new OptionContract(
                        "BTC-26MAR26-90000-C",
                        PAIR,
                        Settlement.INVERSE,
                        1.0,
                        Instant.parse("2026-03-26T08:00:00Z"),
                        90_000.0,
                        OptionType.CALL))
                .isEqualTo(one)
                .hasSameHashCodeAs(one);
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
