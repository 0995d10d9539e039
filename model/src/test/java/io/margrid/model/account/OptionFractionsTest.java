package io.margrid.model.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.instrument.OptionContract;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The examples of Paradex's page on margin requirements of options, index 100.
class OptionFractionsTest {
    private static final OptionFractions INITIAL = new OptionFractions(1.0, 0.2, 0.15, 0.1, 0.5, 0.0);
    private static final OptionFractions MAINTENANCE = new OptionFractions(0.5, 0.1, 0.075, 0.05, 0.5, 0.0);

    private static OptionContract option(String strikeAndType) {
        return (OptionContract) DeribitInstruments.parse("BTC_USDC-25SEP26-" + strikeAndType);
    }

    @ParameterizedTest
    @CsvSource({
        "100-C, true, 10, 10, 5",
        "100-C, true, 30, 20, 10",
        "106-C, false, 2, 10, 5",
        "106-P, false, 8, 15, 7.5",
        "40-P, false, 25, 10, 5",
        // The cap of a short put: half its strike.
        "15-P, false, 1, 7.5, 5",
        "103-C, false, 3, 12, 5",
    })
    void printedExamples(String name, boolean held, double mark, double initial, double maintenance) {
        assertThat(INITIAL.requirement(option(name), held, 100.0, mark)).isCloseTo(initial, within(1e-12));
        assertThat(MAINTENANCE.requirement(option(name), held, 100.0, mark)).isCloseTo(maintenance, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"106-C, 10.0", "106-P, 15.0", "15-P, 7.5"})
    void thePremiumOfAShortIsAddedAfterTheCap(String name, double without) {
        OptionFractions added = new OptionFractions(1.0, 0.2, 0.15, 0.1, 0.5, 1.0);
        assertThat(added.requirement(option(name), false, 100.0, 3.0)).isCloseTo(without + 3.0, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "-0.1, 0, 0, 0, 0, 0, premium",
        "0, NaN, 0, 0, 0, 0, long_itm",
        "0, 0, 3, 0, 0, 0, short_itm",
        "0, 0, 0, -1, 0, 0, short_otm",
        "0, 0, 0, 0, 9, 0, short_put_cap",
        "0, 0, 0, 0, 0, 2.1, short_premium",
    })
    void badFractionsAreNamed(double a, double b, double c, double d, double e, double f, String field) {
        assertThatThrownBy(() -> new OptionFractions(a, b, c, d, e, f))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(field + " must be 0 to 2: ");
    }
}
