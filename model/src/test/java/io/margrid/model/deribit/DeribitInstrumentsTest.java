package io.margrid.model.deribit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.FutureContract;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.OptionType;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.instrument.SpotPair;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeribitInstrumentsTest {
    @Test
    void readsAnInverseOption() {
        assertThat(DeribitInstruments.parse("BTC-27MAR26-80000-C"))
                .isEqualTo(new OptionContract(
                        "BTC-27MAR26-80000-C",
                        new CurrencyPair("btc", "usd"),
                        Settlement.INVERSE,
                        1.0,
                        Instant.parse("2026-03-27T08:00:00Z"),
                        80_000.0,
                        OptionType.CALL));
    }

    @Test
    void readsALinearOption() {
        assertThat(DeribitInstruments.parse("SOL_USDC-21AUG26-60-P"))
                .isEqualTo(new OptionContract(
                        "SOL_USDC-21AUG26-60-P",
                        new CurrencyPair("sol", "usdc"),
                        Settlement.LINEAR,
                        10.0,
                        Instant.parse("2026-08-21T08:00:00Z"),
                        60.0,
                        OptionType.PUT));
    }

    @ParameterizedTest
    @CsvSource({
        "BTC-1JAN26-1-C, 1.0",
        "XRP_USDC-30JUN26-0d5-C, 0.5",
        "XRP_USDC-30JUN26-2d125-C, 2.125",
        "BTC-27MAR26-999999999999-C, 999999999999",
        "X-27MAR26-0d000000000001-C, 1e-12",
    })
    void readsDecimalStrikes(String name, double strike) {
        assertThat(DeribitInstruments.parse(name)).isInstanceOfSatisfying(OptionContract.class, option -> {
            assertThat(option.strike()).isEqualTo(strike);
            assertThat(option.name()).isEqualTo(name);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "SOL_USDC-21AUG26-60-P, 10",
        "XRP_USDC-21AUG26-1-P, 1000",
        "MATIC_USDC-21AUG26-1-P, 1000",
        "BTC_USDC-21AUG26-60000-P, 1",
        "BTC-21AUG26-60000-P, 1",
        "SOL-21AUG26-60-P, 1",
    })
    void knowsContractSizesOfOptions(String name, double size) {
        assertThat(DeribitInstruments.parse(name))
                .isInstanceOfSatisfying(
                        OptionContract.class,
                        option -> assertThat(option.contractSize()).isEqualTo(size));
    }

    /// In USD. Of linear futures no answer of the exchange is at hand.
    @ParameterizedTest
    @CsvSource({"BTC-PERPETUAL, 10", "BTC-27MAR26, 10", "ETH-PERPETUAL, 1", "BTC_USDC-PERPETUAL,"})
    void knowsContractSizesOfInverseFutures(String name, @Nullable Double size) {
        OptionalDouble known = size == null ? OptionalDouble.empty() : OptionalDouble.of(size);
        assertThat(DeribitInstruments.parse(name))
                .isInstanceOfSatisfying(
                        FutureContract.class,
                        future -> assertThat(future.contractSize()).isEqualTo(known));
    }

    @Test
    void spotPairsAreNoPositions() {
        assertThat(DeribitInstruments.position("BTC-PERPETUAL")).isEqualTo(DeribitInstruments.parse("BTC-PERPETUAL"));
        assertThatThrownBy(() -> DeribitInstruments.position("BTC_USDC"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("BTC_USDC is a spot pair: spot holdings are balances, not positions");
    }

    @ParameterizedTest
    @CsvSource({
        "BTC-PERPETUAL, btc_usd, INVERSE, btc",
        "BTC-27MAR26, btc_usd, INVERSE, btc",
        "BTC_USDC-PERPETUAL, btc_usdc, LINEAR, usdc",
        "BTC_USDT-27MAR26, btc_usdt, LINEAR, usdt",
        "ETH_BTC-PERPETUAL, eth_btc, LINEAR, btc",
    })
    void readsFutures(String name, String pair, Settlement settlement, String currency) {
        assertThat(DeribitInstruments.parse(name)).isInstanceOfSatisfying(FutureContract.class, future -> {
            assertThat(future.pair()).isEqualTo(CurrencyPair.parse(pair));
            assertThat(future.settlement())
                    .isEqualTo(settlement)
                    .isEqualTo(DeribitInstruments.settlement(CurrencyPair.parse(pair)));
            assertThat(settlement.currency(CurrencyPair.parse(pair))).isEqualTo(currency);
            assertThat(future.settlementCurrency()).isEqualTo(currency);
            assertThat(future.expiry())
                    .isEqualTo(
                            name.endsWith("PERPETUAL")
                                    ? Optional.empty()
                                    : Optional.of(Instant.parse("2026-03-27T08:00:00Z")));
        });
    }

    @Test
    void readsSpot() {
        assertThat(DeribitInstruments.parse("BTC_USDC"))
                .isEqualTo(new SpotPair("BTC_USDC", new CurrencyPair("btc", "usdc")));
    }

    @ParameterizedTest
    @CsvSource({
        "JAN, 01", "FEB, 02", "MAR, 03", "APR, 04", "MAY, 05", "JUN, 06",
        "JUL, 07", "AUG, 08", "SEP, 09", "OCT, 10", "NOV, 11", "DEC, 12",
    })
    void expiresAtEightUtc(String month, String number) {
        assertThat(DeribitInstruments.parse("ETH-5" + month + "27").expiry())
                .contains(Instant.parse("2027-" + number + "-05T08:00:00Z"));
    }

    @Test
    void knowsLeapDays() {
        assertThat(DeribitInstruments.parse("ETH-29FEB28").expiry()).contains(Instant.parse("2028-02-29T08:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|'' is not a currency or pair",
                "btc-PERPETUAL|'btc' is not a currency or pair",
                " BTC|' BTC' is not a currency or pair",
                "BTC_-PERPETUAL|'BTC_' is not a currency or pair",
                "_USDC|'_USDC' is not a currency or pair",
                "A_B_C|'A_B_C' is not a currency or pair",
                "ABCDEFGHIJKLMNOPQ-PERPETUAL|'ABCDEFGHIJKLMNOPQ' is not a currency or pair",
                "BTC|a currency alone is not an instrument",
                "BTC-27MAR26-80000|it has 3 parts instead of 1, 2 or 4",
                "BTC-27MAR26-80000-C-X|it has 5 parts instead of 1, 2 or 4",
                "BTC-27MAR26--80000-C|it has 5 parts instead of 1, 2 or 4",
                "BTC-|'' is not a date such as 27MAR26",
                "BTC-perpetual|'perpetual' is not a date such as 27MAR26",
                "BTC-27MRZ26|'27MRZ26' is not a date such as 27MAR26",
                "BTC-27mar26|'27mar26' is not a date such as 27MAR26",
                "BTC-27MAR2026|'27MAR2026' is not a date such as 27MAR26",
                "BTC-MAR26|'MAR26' is not a date such as 27MAR26",
                "BTC-31FEB26|'31FEB26' is not a day of the calendar",
                "BTC-0MAR26|'0MAR26' is not a day of the calendar",
                "BTC-29FEB26-80000-C|'29FEB26' is not a day of the calendar",
                "BTC-27MAR26-80.5-C|'80.5' is not a strike such as 80000 or 0d5",
                "BTC-27MAR26-8e4-C|'8e4' is not a strike such as 80000 or 0d5",
                "BTC-27MAR26-d5-C|'d5' is not a strike such as 80000 or 0d5",
                "BTC-27MAR26-5d-C|'5d' is not a strike such as 80000 or 0d5",
                "BTC-27MAR26-1d2d3-C|'1d2d3' is not a strike such as 80000 or 0d5",
                "BTC-27MAR26-NaN-C|'NaN' is not a strike such as 80000 or 0d5",
                "BTC-27MAR26-1234567890123-C|'1234567890123' is not a strike such as 80000 or 0d5",
                "BTC-27MAR26--C|'' is not a strike such as 80000 or 0d5",
                "BTC-27MAR26-0-C|the strike must be positive",
                "BTC-27MAR26-0d0-C|the strike must be positive",
                "BTC-27MAR26-80000-c|'c' is neither C nor P",
                "BTC-27MAR26-80000-|'' is neither C nor P",
                "BTC-27MAR26-80000-CALL|'CALL' is neither C nor P",
            },
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false)
    void refusesOtherNames(String written, String reason) {
        String name = written.equals("''") ? "" : written;
        assertThatThrownBy(() -> DeribitInstruments.parse(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a Deribit instrument name: \"%s\" (%s)", name, reason.replace('\'', '"'));
    }
}
