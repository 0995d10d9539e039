package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.model.book.AccountTerms;
import io.margrid.model.book.PositionTerms;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TermsBuilderTest {
    private static final OptionalDouble NONE = OptionalDouble.empty();
    private static final String BTC = "BTC-PERPETUAL";

    private final TermsBuilder builder = new TermsBuilder();

    @Test
    void nothingTakenIsNothingAgreed() {
        assertThat(builder.position(BTC, NONE, NONE, NONE)).isEmpty();
        assertThat(builder.build()).isSameAs(AccountTerms.NONE);
    }

    @Test
    void whatIsTakenIsKept() {
        assertThat(builder.balance("usdc", -12.5)).isEmpty();
        assertThat(builder.balance("btc", 0.0)).isEmpty();
        assertThat(builder.position(BTC, OptionalDouble.of(5.0), NONE, OptionalDouble.of(0.5)))
                .isEmpty();
        assertThat(builder.build())
                .isEqualTo(new AccountTerms(
                        Map.of("usdc", -12.5, "btc", 0.0),
                        Map.of(BTC, new PositionTerms(OptionalDouble.of(5.0), NONE, OptionalDouble.of(0.5)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "USDC", "us dc"})
    void assetsAreCodes(String asset) {
        assertThat(builder.balance(asset, 1.0))
                .hasValue("the asset of a balance must be a lower-case code such as usdc: \"%s\"".formatted(asset));
        assertThat(builder.build()).isSameAs(AccountTerms.NONE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY})
    void balancesAreFinite(double amount) {
        assertThat(builder.balance("usdc", amount)).hasValue("the balance of usdc must be finite: " + amount);
        assertThat(builder.balance("usdc", 1.0)).isEmpty();
    }

    @Test
    void aSecondBalanceNeitherCountsNorReplaces() {
        assertThat(builder.balance("usdc", 1.0)).isEmpty();
        assertThat(builder.balance("usdc", 1.0)).hasValue("the balance of usdc stands here a second time");
        assertThat(builder.balance("usdc", 2.0)).isPresent();
        assertThat(builder.build().balances()).containsExactly(Map.entry("usdc", 1.0));
    }

    @Test
    void linesOfOneInstrumentAgreeOrSayNothing() {
        assertThat(builder.position(BTC, NONE, OptionalDouble.of(5.0), NONE)).isEmpty();
        assertThat(builder.position(BTC, NONE, OptionalDouble.of(5.0), NONE)).isEmpty();
        assertThat(builder.position(BTC, NONE, NONE, NONE)).isEmpty();
        assertThat(builder.position(BTC, OptionalDouble.of(1.0), OptionalDouble.of(5.0), NONE))
                .hasValue("lines of BTC-PERPETUAL differ in entry price, leverage or extra margin; give one line");
        assertThat(builder.position("ETH-PERPETUAL", NONE, OptionalDouble.of(6.0), NONE))
                .isEmpty();
    }

    @Test
    void whatIsAgreedForAPartIsNotTakenForTheWhole() {
        BookLine one = new BookLine(0, BTC, BigDecimal.ONE);
        BookLine other = new BookLine(1, BTC, BigDecimal.TEN);
        BookLine silent = new BookLine(2, "ETH-PERPETUAL", BigDecimal.ONE);
        assertThat(builder.partlySaid(List.of(one, other))).isEmpty();
        assertThat(builder.position(BTC, OptionalDouble.of(5.0), NONE, NONE)).isEmpty();
        assertThat(builder.partlySaid(List.of(one, silent))).isEmpty();
        assertThat(builder.partlySaid(List.of(one, other, silent)))
                .containsExactly("some lines of BTC-PERPETUAL have an entry price, leverage or extra margin and others"
                        + " none; give one line");
    }

    @Test
    void termsOutOfRangeAreRefusedByName() {
        assertThat(builder.position(BTC, NONE, OptionalDouble.of(0.5), NONE))
                .hasValue("leverage must be 1.0 or more and at most 1000.0: 0.5");
        assertThat(builder.build()).isSameAs(AccountTerms.NONE);
    }
}
