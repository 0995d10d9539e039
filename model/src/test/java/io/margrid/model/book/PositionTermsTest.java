package io.margrid.model.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTermsTest {
    private static final OptionalDouble NONE = OptionalDouble.empty();

    @Test
    void limitsThemselvesAreTaken() {
        PositionTerms least = new PositionTerms(OptionalDouble.of(0.0), OptionalDouble.of(1.0), OptionalDouble.of(0.0));
        assertThat(least.leverage()).hasValue(1.0);
        assertThat(new PositionTerms(NONE, OptionalDouble.of(1_000.0), NONE).leverage())
                .hasValue(PositionTerms.LEVERAGE_MAX);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.5, Double.POSITIVE_INFINITY, Double.NaN})
    void pricesAndMarginsAreZeroOrMore(double value) {
        OptionalDouble bad = OptionalDouble.of(value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PositionTerms(bad, NONE, NONE))
                .withMessage("entry_price must be 0.0 or more and finite: " + value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PositionTerms(NONE, NONE, bad))
                .withMessage("extra_margin must be 0.0 or more and finite: " + value);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1_000.5, Double.NaN})
    void leverageIsOneOrMore(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PositionTerms(NONE, OptionalDouble.of(value), NONE))
                .withMessage("leverage must be 1.0 or more and at most 1000.0: " + value);
    }
}
