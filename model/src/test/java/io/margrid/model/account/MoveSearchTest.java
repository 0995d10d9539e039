package io.margrid.model.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MoveSearchTest {
    @Test
    void crossingsAreFoundToTheLastBit() {
        assertThat(MoveSearch.fall(price -> price - 0.7).orElseThrow()).isEqualTo(0.7);
        assertThat(MoveSearch.rise(price -> 2.0 - price * price).orElseThrow())
                .isCloseTo(Math.sqrt(2.0), within(Math.ulp(Math.sqrt(2.0))));
    }

    @Test
    void theNearestCrossingWins() {
        // Nothing is left between 0.2 and 0.5.
        assertThat(MoveSearch.fall(price -> (price - 0.5) * (price - 0.2)).orElseThrow())
                .isEqualTo(0.5);
    }

    @Test
    void whereNothingIsCrossedThereIsNone() {
        assertThat(MoveSearch.fall(_ -> 1.0)).isEmpty();
        assertThat(MoveSearch.rise(_ -> 1.0)).isEmpty();
        assertThat(MoveSearch.fall(price -> price - 1e-4)).isEmpty();
        // Nothing is left today: it is no move that takes it.
        assertThat(MoveSearch.fall(price -> price - 1.0)).isEmpty();
    }

    @Test
    void whatIsNoNumberIsNotTakenForACrossing() {
        assertThatThrownBy(() -> MoveSearch.rise(price -> price > 2.0 ? Double.NaN : 1.0))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("is not a number at 2.");
    }
}
