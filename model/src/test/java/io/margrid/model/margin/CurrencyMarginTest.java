package io.margrid.model.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.scenario.ScenarioGrid;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurrencyMarginTest {
    private static NettingSetMargin set(String base, double... pnl) {
        return new NettingSetMargin(
                new NettingSet(new CurrencyPair(base, "usdc"), "usdc"),
                ScenarioGrid.EMPTY,
                1.0,
                Greeks.sum(List.of()),
                pnl,
                pnl,
                WorstScenarios.of(pnl));
    }

    private static CurrencyMargin margin(NettingSetMargin... sets) {
        return new CurrencyMargin("usdc", 2.0, 3.0, 2.5, List.of(), List.of(sets));
    }

    @Test
    void worstSetLosesMost() {
        NettingSetMargin most = set("b", -1.0, -5.0);
        assertThat(margin(set("a", -4.0, 9.0), most, set("c"), set("d", -2.0)).worstSet())
                .containsSame(most);
    }

    @Test
    void ofEqualSetsTheFirstIsWorst() {
        NettingSetMargin first = set("a", 0.0, 0.0);
        assertThat(margin(first, set("b", 0.0, 1.0)).worstSet()).containsSame(first);
        NettingSetMargin gains = set("a", 7.0);
        assertThat(margin(gains).worstSet()).containsSame(gains);
    }

    @Test
    void withoutScenariosNoSetIsWorst() {
        assertThat(margin().worstSet()).isEmpty();
        assertThat(margin(set("a")).worstSet()).isEmpty();
    }

    @Test
    void usdIsTheAmountTimesTheIndex() {
        assertThat(margin().initialUsd()).isEqualTo(6.0);
        assertThat(margin().maintenanceUsd()).isEqualTo(5.0);
    }

    @Test
    void componentsAreFoundByName() {
        CurrencyMargin margin = new CurrencyMargin(
                "usdc", 1.0, 3.0, 2.0, List.of(new MarginComponent("x", MarginComponent.Scope.BOTH, 3.0)), List.of());
        assertThat(margin.component("x")).isEqualTo(3.0);
        assertThatThrownBy(() -> margin.component("y")).hasMessage("no component named y");
    }
}
