package io.margrid.model.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CoinClassesTest {
    private static final Map<String, Double> CLASSES = Map.of("large", 0.1, "small", 0.5);
    private static final Map<String, String> COINS = Map.of("eth", "large", "btc", "large");

    @Test
    void coinsWithoutAClassHaveThatOfTheOthers() {
        CoinClasses<Double> classes = new CoinClasses<>(CLASSES, COINS, Optional.of("small"));
        assertThat(classes.of("btc")).hasValue(0.1);
        assertThat(classes.of("doge")).hasValue(0.5);
        assertThat(classes.covers()).containsExactly("btc", "eth", "*");
    }

    @Test
    void orNoneIfThereIsNoClassForOthers() {
        CoinClasses<Double> classes = new CoinClasses<>(CLASSES, COINS, Optional.empty());
        assertThat(classes.of("eth")).hasValue(0.1);
        assertThat(classes.of("doge")).isEmpty();
        assertThat(classes.covers()).containsExactly("btc", "eth");
    }

    @Test
    void everyClassThatIsNamedHasFigures() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CoinClasses<>(CLASSES, Map.of("sol", "medium"), Optional.empty()))
                .withMessage("coins.sol must be one of the classes [large, small]: \"medium\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CoinClasses<>(CLASSES, COINS, Optional.of("rest")))
                .withMessage("others must be one of the classes [large, small]: \"rest\"");
    }
}
