package io.margrid.model.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.Limits;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioSetTest {
    private static final LocalDate DAY = LocalDate.parse("2026-08-20");

    static ScenarioSet set(String name, List<String> coins, CoinMove... moves) {
        List<DatedScenario> scenarios = new ArrayList<>();
        for (int s = 0; s * coins.size() < moves.length; s++) {
            scenarios.add(new DatedScenario(
                    DAY.plusDays(s), List.of(moves).subList(s * coins.size(), (s + 1) * coins.size())));
        }
        return new ScenarioSet(name, 1, coins, scenarios);
    }

    private static ScenarioSet ofSize(int size) {
        List<DatedScenario> scenarios = new ArrayList<>();
        for (int s = 0; s < size; s++) {
            scenarios.add(new DatedScenario(DAY.plusDays(s), List.of(new CoinMove(0.1, 1.0))));
        }
        return new ScenarioSet("a", 1, List.of("btc"), scenarios);
    }

    @Test
    void daysAreTold() {
        ScenarioSet set = set("a", List.of("btc"), new CoinMove(0.1, 1.0), new CoinMove(0.2, 1.0));
        assertThat(set.first()).isEqualTo(DAY);
        assertThat(set.last()).isEqualTo(DAY.plusDays(1));
    }

    @Test
    void thereAreNeitherNoneNorTooMany() {
        assertThat(ofSize(Limits.SCENARIOS).size()).isEqualTo(Limits.SCENARIOS);
        assertThatThrownBy(() -> ofSize(Limits.SCENARIOS + 1)).hasMessageContaining("scenarios must be 1 to 16384");
        assertThatThrownBy(() -> ofSize(0)).hasMessageContaining("scenarios must be 1 to 16384: 0");
    }

    @Test
    void everyScenarioMovesEveryCoinOnItsOwnDay() {
        DatedScenario one = new DatedScenario(DAY, List.of(new CoinMove(0.1, 1.0)));
        assertThatThrownBy(() -> new ScenarioSet("a", 1, List.of("btc", "eth"), List.of(one)))
                .hasMessageContaining("2026-08-20 must move 2 coins: 1");
        assertThatThrownBy(() -> new ScenarioSet("a", 1, List.of("btc"), List.of(one, one)))
                .hasMessageContaining("dates must rise");
        assertThatThrownBy(() -> new ScenarioSet("a", 1, List.of("btc", "btc"), List.of(one)))
                .hasMessageContaining("each once");
        assertThatThrownBy(() -> new ScenarioSet("a", 0, List.of("btc"), List.of(one)))
                .hasMessageContaining("horizon_days must be 1 to 365: 0");
    }

    @Test
    void namesAndCoinsAreLowerCase() {
        DatedScenario one = new DatedScenario(DAY, List.of(new CoinMove(0.1, 1.0)));
        assertThatThrownBy(() -> new ScenarioSet("Bad days", 1, List.of("btc"), List.of(one)))
                .hasMessageContaining("underscores: \"Bad days\"");
        assertThatThrownBy(() -> new ScenarioSet("a", 1, List.of("BTC"), List.of(one)))
                .hasMessageContaining("coins must be lower-case letters or digits: [BTC]");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1.0, -2.0, 1_001.0, Double.NaN, Double.POSITIVE_INFINITY})
    void pricesStayPositive(double price) {
        assertThatThrownBy(() -> new CoinMove(price, 1.0)).hasMessageContaining("price must be");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, -1.0, 0.0009, 1_001.0, Double.NaN})
    void volatilitiesStayPositive(double volatility) {
        assertThatThrownBy(() -> new CoinMove(0.0, volatility)).hasMessageContaining("volatility must be");
    }
}
