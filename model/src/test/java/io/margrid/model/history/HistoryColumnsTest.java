package io.margrid.model.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.OptionType;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.scenario.Scenario;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryColumnsTest {
    private static final List<String> COINS = List.of("btc", "eth");
    private static final OptionContract OPTION = new OptionContract(
            "BTC-1-C",
            CurrencyPair.parse("btc_usd"),
            Settlement.INVERSE,
            1.0,
            Instant.parse("2026-11-27T08:00:00Z"),
            1.0,
            OptionType.CALL);
    private static final ScenarioSet RECENT = ScenarioSetTest.set(
            "recent",
            COINS,
            new CoinMove(-0.1, 1.0),
            new CoinMove(-0.2, 1.0),
            new CoinMove(0.1, 1.5),
            new CoinMove(0.2, 0.5),
            new CoinMove(0.3, 1.0),
            new CoinMove(0.4, 1.0));
    private static final ScenarioSet STRESSED =
            ScenarioSetTest.set("stressed", COINS, new CoinMove(-0.5, 2.0), new CoinMove(-0.6, 2.0));
    private static final HistoryColumns COLUMNS = HistoryColumns.of(List.of(RECENT, STRESSED));

    @Test
    void scenariosOfAllSetsAreNamedByTheirDays() {
        assertThat(COLUMNS.grid("eth").scenarios())
                .extracting(Scenario::priceMove)
                .containsExactly(-0.2, 0.2, 0.4, -0.6);
        assertThat(COLUMNS.grid("btc").scenarios())
                .extracting(Scenario::name)
                .containsExactly("2026-08-20", "2026-08-21", "2026-08-22", "stressed 2026-08-20");
        assertThat(COLUMNS.has("sol")).isFalse();
        assertThat(COLUMNS.grid("sol").size()).isZero();
    }

    @Test
    void scenariosWithEqualChangesOfVolatilityShareAShock() {
        assertThat(COLUMNS.shocks()).containsExactly(0, 1, 0, 2);
        assertThat(COLUMNS.shockCount()).isEqualTo(3);
        double quarter = 0.25;
        assertThat(COLUMNS.deviations("btc").deviation(1, OPTION, 1.0, 0.8, quarter))
                .isEqualTo(0.8 * 1.5 * 0.5);
        assertThat(COLUMNS.deviations("eth").deviation(1, OPTION, 1.0, 0.8, quarter))
                .isEqualTo(0.8 * 0.5 * 0.5);
        assertThat(COLUMNS.deviations("eth").deviation(0, OPTION, 1.0, 0.8, quarter))
                .isEqualTo(0.8 * 0.5);
    }

    @Test
    void eachSetHasItsOwnLosses() {
        double[] pnl = {-1.0, -2.0, 3.0, -40.0};
        assertThat(COLUMNS.losses(0, pnl).ranked(1)).isEqualTo(2.0);
        assertThat(COLUMNS.losses(1, pnl).ranked(1)).isEqualTo(40.0);
        assertThat(COLUMNS.losses(1, pnl).size()).isEqualTo(1);
    }

    @Test
    void setsHaveTheSameCoins() {
        ScenarioSet other = ScenarioSetTest.set("other", List.of("btc"), new CoinMove(0.1, 1.0));
        assertThatThrownBy(() -> HistoryColumns.of(List.of(RECENT, other)))
                .hasMessageContaining("other must have the coins of recent, [btc, eth]: [btc]");
    }
}
