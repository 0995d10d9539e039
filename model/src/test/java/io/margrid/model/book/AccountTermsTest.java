package io.margrid.model.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTermsTest {
    private static final PositionTerms TERMS =
            new PositionTerms(OptionalDouble.of(5.0), OptionalDouble.empty(), OptionalDouble.empty());

    @Test
    void positionsWithoutTermsHaveNone() {
        AccountTerms terms = new AccountTerms(Map.of(), Map.of("BTC-PERPETUAL", TERMS));
        assertThat(terms.position("BTC-PERPETUAL")).isEqualTo(TERMS);
        assertThat(terms.position("ETH-PERPETUAL")).isEqualTo(PositionTerms.NONE);
        assertThat(AccountTerms.NONE.position("BTC-PERPETUAL")).isEqualTo(PositionTerms.NONE);
    }

    @Test
    void whatIsGivenIsCopiedInOrderOfNames() {
        Map<String, Double> given = new HashMap<>(Map.of("usdc", 1.0, "btc", -2.0, "sol", 3.0, "ada", 4.0, "xrp", 5.0));
        AccountTerms terms = new AccountTerms(given, Map.of());
        given.put("eth", 3.0);
        assertThat(terms.balances().keySet()).containsExactly("ada", "btc", "sol", "usdc", "xrp");
        assertThat(terms.balances()).containsEntry("btc", -2.0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void balancesAreFinite(double amount) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccountTerms(Map.of("usdc", amount), Map.of()))
                .withMessage("balance of usdc must be finite: " + amount);
    }
}
