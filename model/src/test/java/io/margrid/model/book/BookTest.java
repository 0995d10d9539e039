package io.margrid.model.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.Limits;
import io.margrid.model.deribit.DeribitInstruments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookTest {
    private static final Position FUTURE = position("BTC-27MAR26");
    private static final Position PERPETUAL = position("BTC-PERPETUAL");

    private static Position position(String name) {
        return new Position(DeribitInstruments.parse(name), 1.0);
    }

    @Test
    void refusesOtherOrders() {
        assertThatThrownBy(() -> new Book("a", List.of(PERPETUAL, FUTURE), Map.of()))
                .hasMessage("positions[1] is out of canonical order or repeats an instrument: BTC-27MAR26");
        assertThatThrownBy(() -> new Book("a", List.of(FUTURE, PERPETUAL, PERPETUAL), Map.of()))
                .hasMessage("positions[2] is out of canonical order or repeats an instrument: BTC-PERPETUAL");
    }

    @Test
    void copiesItsPositions() {
        List<Position> positions = new ArrayList<>(List.of(FUTURE));
        Book book = new Book("a", positions, Map.of());
        positions.clear();
        assertThat(book.positions()).containsExactly(FUTURE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1.0000000000001e12})
    void refusesQuantitiesPastTheLimit(double quantity) {
        assertThat(new Position(FUTURE.instrument(), -Limits.QUANTITY_MAX).quantity())
                .isEqualTo(-1e12);
        assertThatThrownBy(() -> new Position(FUTURE.instrument(), quantity))
                .hasMessage("quantity must be finite and at most 1.0E12: " + quantity);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1e-300})
    void refusesAmountsThatAreNotZeroOrMore(double amount) {
        assertThatThrownBy(() -> new PassThroughAmounts(amount, 0.0, 0.0, 0.0))
                .hasMessage("mmp_margin must be zero or more and finite: " + amount);
        assertThatThrownBy(() -> new PassThroughAmounts(0.0, amount, 0.0, 0.0))
                .hasMessage("open_orders_margin must be zero or more and finite: " + amount);
        assertThatThrownBy(() -> new PassThroughAmounts(0.0, 0.0, amount, 0.0))
                .hasMessage("spot_margin must be zero or more and finite: " + amount);
        assertThatThrownBy(() -> new PassThroughAmounts(0.0, 0.0, 0.0, amount))
                .hasMessage("correlation_contingency must be zero or more and finite: " + amount);
    }
}
