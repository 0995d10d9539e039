package io.margrid.model.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurrencyPairTest {
    @Test
    void readsAnyCase() {
        CurrencyPair pair = CurrencyPair.parse("SOL_usdc");
        assertThat(pair).isEqualTo(new CurrencyPair("sol", "usdc")).hasToString("sol_usdc");
        assertThat(pair.key()).isEqualTo("sol_usdc");
    }

    @Test
    void takesCodesOfSixteen() {
        String longest = "a".repeat(16);
        assertThat(new CurrencyPair(longest, "1inch").base()).isEqualTo(longest);
        assertThatThrownBy(() -> new CurrencyPair(longest + "a", "usd"))
                .hasMessage("base must be 1 to 16 lower-case letters or digits: \"%sa\"", longest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BTC", "bt c", "bt-c", "ß"})
    void refusesOtherCodes(String code) {
        assertThat(CurrencyPair.isCode(code)).isFalse();
        assertThatThrownBy(() -> new CurrencyPair(code, "usd"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("base must be 1 to 16 lower-case letters or digits: \"%s\"", code);
        assertThatThrownBy(() -> new CurrencyPair("btc", code))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("quote must be 1 to 16 lower-case letters or digits: \"%s\"", code);
    }

    @Test
    void refusesKeysOfAnotherForm() {
        assertThatThrownBy(() -> CurrencyPair.parse("btcusd"))
                .hasMessage("a pair is written base_quote, for example btc_usd: \"btcusd\"");
        assertThatThrownBy(() -> CurrencyPair.parse("a_b_c"))
                .hasMessage("quote must be 1 to 16 lower-case letters or digits: \"b_c\"");
        assertThatThrownBy(() -> CurrencyPair.parse("_usd")).hasMessageStartingWith("base must be");
        assertThatThrownBy(() -> CurrencyPair.parse("btc_")).hasMessageStartingWith("quote must be");
    }

    @Test
    void sortsByBaseThenQuote() {
        List<CurrencyPair> pairs =
                List.of(CurrencyPair.parse("sol_usdc"), CurrencyPair.parse("btc_usdc"), CurrencyPair.parse("btc_usd"));
        assertThat(new TreeSet<>(pairs))
                .extracting(CurrencyPair::key)
                .containsExactly("btc_usd", "btc_usdc", "sol_usdc");
    }
}
