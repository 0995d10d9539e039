package io.margrid.model.deribit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.scenario.VolShock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeribitParametersTest {
    private static final double[] PAIR = {0.16, 0.5, 0.25, 0.5, 0.3, 0.13, 1.0, 0.1, 2e7, 5e-5};
    private static final List<String> PAIR_FIELDS = List.of(
            "price_range",
            "volatility_range_up",
            "volatility_range_down",
            "min_volatility_for_shock_up",
            "short_term_vega_power",
            "long_term_vega_power",
            "extended_table_factor",
            "max_delta_shock",
            "delta_total_liq_shock_threshold",
            "m_inc");

    private static PairParameters pair(int field, double value) {
        double[] v = PAIR.clone();
        v[field] = value;
        return new PairParameters(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9]);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1e-300})
    void refusesPairFieldsOutOfRange(double value) {
        assertThatThrownBy(() -> pair(0, value)).hasMessage("price_range must be in (0, 1): " + value);
        for (int field = 1; field < PAIR_FIELDS.size(); field++) {
            int at = field;
            assertThatThrownBy(() -> pair(at, value))
                    .hasMessage("%s must be zero or more and finite: %s", PAIR_FIELDS.get(at), value);
        }
    }

    @Test
    void takesPairFieldsAtTheLimits() {
        for (int field = 1; field < PAIR_FIELDS.size(); field++) {
            assertThat(pair(field, 0.0)).isNotNull();
            assertThat(pair(field, Double.MAX_VALUE)).isNotNull();
        }
        assertThat(pair(0, Math.nextDown(1.0)).priceRange()).isLessThan(1.0);
        assertThatThrownBy(() -> pair(0, 0.0)).hasMessage("price_range must be in (0, 1): 0.0");
        assertThatThrownBy(() -> pair(0, 1.0)).hasMessage("price_range must be in (0, 1): 1.0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -1e-300, Double.POSITIVE_INFINITY})
    void refusesCurrencyFieldsOutOfRange(double v) {
        assertThatThrownBy(() -> new CurrencyParameters(v, 0, 0, 0, 0, 0, "both", false))
                .hasMessage("annualised_move_risk must be zero or more and finite: " + v);
        assertThatThrownBy(() -> new CurrencyParameters(0, v, 0, 0, 0, 0, "both", false))
                .hasMessage("min_annualised_move must be zero or more and finite: " + v);
        assertThatThrownBy(() -> new CurrencyParameters(0, 0, v, 0, 0, 0, "both", false))
                .hasMessage("extended_dampener must be zero or more and finite: " + v);
        assertThatThrownBy(() -> new CurrencyParameters(0, 0, 0, v, 0, 0, "both", false))
                .hasMessage("pnl_offset must be in [0, 1]: " + v);
        assertThatThrownBy(() -> new CurrencyParameters(0, 0, 0, 0, v, 0, "both", false))
                .hasMessage("max_offsetable_pnl must be zero or more and finite: " + v);
        assertThatThrownBy(() -> new CurrencyParameters(0, 0, 0, 0, 0, v, "both", false))
                .hasMessage("haircut must be in [0, 1]: " + v);
        assertThatThrownBy(() -> new StandardFutureParameters(v, 0, 0))
                .hasMessage("im must be zero or more and finite: " + v);
        assertThatThrownBy(() -> new StandardFutureParameters(0, v, 0))
                .hasMessage("mm must be zero or more and finite: " + v);
        assertThatThrownBy(() -> new StandardFutureParameters(0, 0, v))
                .hasMessage("inc_per_coin must be zero or more and finite: " + v);
        assertThatThrownBy(() -> new GeneralParameters(v, 4, 3)).hasMessage("mm_factor must be in [0, 1]: " + v);
    }

    @Test
    void takesFractionsUpToOne() {
        assertThat(new CurrencyParameters(0, 0, 0, 1, 0, 1, "both", true).pnlOffset())
                .isEqualTo(1.0);
        assertThatThrownBy(() -> new CurrencyParameters(0, 0, 0, Math.nextUp(1.0), 0, 0, "both", false))
                .hasMessageStartingWith("pnl_offset must be in [0, 1]");
        assertThatThrownBy(() -> new CurrencyParameters(0, 0, 0, 0, 0, Math.nextUp(1.0), "both", false))
                .hasMessageStartingWith("haircut must be in [0, 1]");
        assertThatThrownBy(() -> new CurrencyParameters(0, 0, 0, 0, 0, 0, " ", false))
                .hasMessage("equity_side_impact must not be blank");
    }

    @Test
    void generalFieldsHaveLimits() {
        assertThat(new GeneralParameters(0.0, 1, 3).bucketsCount()).isEqualTo(1);
        assertThat(new GeneralParameters(1.0, 100, 3).bucketsCount()).isEqualTo(100);
        assertThatThrownBy(() -> new GeneralParameters(0.8, 0, 3)).hasMessage("buckets_count must be in [1, 100]: 0");
        assertThatThrownBy(() -> new GeneralParameters(0.8, 101, 3))
                .hasMessage("buckets_count must be in [1, 100]: 101");
        assertThatThrownBy(() -> new GeneralParameters(0.8, 4, 2))
                .hasMessage("vol_scenarios_count must be 3, the only published layout: 2");
    }

    @ParameterizedTest
    @CsvSource({"-1", "0", "-0.0", "100.5", "NaN", "Infinity", "-Infinity"})
    void refusesExtendedMovesOutOfRange(double move) {
        assertThatThrownBy(() -> withMoves(List.of(0.5, move)))
                .hasMessage("extended_moves[1] must be in (-1, 100] and not 0: " + move);
    }

    @Test
    void takesExtendedMovesAtTheLimits() {
        assertThat(withMoves(List.of(Math.nextUp(-1.0), 100.0)).extendedMoves()).hasSize(2);
        assertThat(withMoves(List.of()).extendedMoves()).isEmpty();
    }

    private static DeribitParameters withMoves(List<Double> moves) {
        DeribitParameters p = Example.parameters();
        return new DeribitParameters(
                p.id(),
                p.asOf(),
                p.evidence(),
                p.source(),
                p.sha256(),
                p.pairs(),
                p.currencies(),
                p.general(),
                moves,
                p.standardFutures(),
                p.assumptions());
    }

    @Test
    void saysWhatItLacks() {
        DeribitParameters parameters = Example.parameters();
        CurrencyPair doge = CurrencyPair.parse("doge_usdc");
        assertThat(parameters.pair(Example.BTC_USD)).isEqualTo(Example.PAIR);
        assertThat(parameters.currency("btc")).isEqualTo(Example.BTC);
        assertThatThrownBy(() -> parameters.pair(doge)).hasMessage("parameter set example has nothing for doge_usdc");
        assertThatThrownBy(() -> parameters.currency("doge")).hasMessage("parameter set example has nothing for doge");
        assertThatThrownBy(() -> parameters.standardFuture(doge))
                .hasMessage("parameter set example has nothing for doge_usdc");
        assertThatThrownBy(() -> parameters.pairs().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, 0.0, -1.0, 30.5, Double.POSITIVE_INFINITY})
    void refusesFloorsOfDaysOutOfRange(double floor) {
        assertThatThrownBy(() -> assumptions(DeribitAssumptions.DEFAULT.volOrder(), floor))
                .hasMessage("dte_floor_days must be in (0, 30]: " + floor);
    }

    @Test
    void takesFloorsOfDaysAtTheLimits() {
        assertThat(assumptions(DeribitAssumptions.DEFAULT.volOrder(), 30.0).dteFloorDays())
                .isEqualTo(30.0);
        assertThat(assumptions(DeribitAssumptions.DEFAULT.volOrder(), 1e-9).dteFloorDays())
                .isEqualTo(1e-9);
    }

    @Test
    void volatilityOrderNamesEachShockOnce() {
        for (List<VolShock> order : List.of(
                List.<VolShock>of(),
                List.of(VolShock.UP, VolShock.SAME),
                List.of(VolShock.UP, VolShock.UP, VolShock.DOWN),
                List.of(VolShock.UP, VolShock.SAME, VolShock.DOWN, VolShock.UP))) {
            assertThatThrownBy(() -> assumptions(order, 1.0))
                    .hasMessage("vol_order must name up, same and down once each: " + order);
        }
    }

    @Test
    void idIsNotBlank() {
        DeribitParameters p = Example.parameters();
        assertThatThrownBy(() -> new DeribitParameters(
                        " ",
                        p.asOf(),
                        p.evidence(),
                        "",
                        "",
                        Map.of(),
                        Map.of(),
                        p.general(),
                        List.of(),
                        Map.of(),
                        p.assumptions()))
                .hasMessage("id must not be blank");
    }

    private static DeribitAssumptions assumptions(List<VolShock> order, double floor) {
        DeribitAssumptions d = DeribitAssumptions.DEFAULT;
        return new DeribitAssumptions(
                order,
                floor,
                d.wholeDays(),
                d.volFloorOn(),
                d.annualisedMove(),
                d.shockDelta(),
                d.baseValue(),
                d.capExtendedFraction(),
                d.offsetCapBeforeFactor(),
                d.dampenAfterOffset());
    }
}
