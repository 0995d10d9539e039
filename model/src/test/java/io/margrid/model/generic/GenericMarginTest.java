package io.margrid.model.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.book.AccountTerms;
import io.margrid.model.instrument.OptionType;
import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.matrix.HandMade;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GenericMarginTest {
    private static final MarketSnapshot MARKET =
            HandMade.market(Map.of("btc_usd", 1_000.0, "eth_usd", 1_000.0, "sol_usd", 1_000.0));

    /// Alone they lose 100 and 50; together 60 in the first scenario.
    private static final PositionRisk[] PAIR = {
        HandMade.position(HandMade.perpetual("btc_usdc"), 1.0, 0.0, 1.0, -100.0, 0.0, 60.0),
        HandMade.position(HandMade.perpetual("eth_usdc"), -2.0, 0.0, 1.0, -20.0, 0.0, 25.0)
    };

    private static MarginReport report(
            double credit, boolean breakdown, double floorRate, double initialFactor, PositionRisk... positions) {
        GenericParameters parameters = new GenericParameters(
                HandMade.head(),
                HandMade.allCoins(new GenericParameters.Coin(HandMade.TABLE, HandMade.VOLATILITY, floorRate)),
                Map.of("majors", new GenericParameters.Group(List.of("btc", "eth"), credit)),
                breakdown,
                initialFactor);
        return GenericMargin.model(parameters).margin(HandMade.account(AccountTerms.NONE, positions), MARKET);
    }

    private static CurrencyMargin only(MarginReport report) {
        assertThat(report.currencies()).hasSize(1);
        return report.currencies().getFirst();
    }

    @Test
    void withoutACreditLossesOfCoinsAddUp() {
        CurrencyMargin margin = only(report(0.0, false, 0.0, 1.0, PAIR));
        assertThat(margin.unit()).isEqualTo("majors");
        assertThat(margin.component("scan_risk")).isEqualTo(150.0);
        assertThat(margin.component("correlation_credit")).isZero();
        assertThat(margin.maintenance()).isEqualTo(150.0);
    }

    @Test
    void theWholeCreditLeavesTheLossOfTheSum() {
        CurrencyMargin margin = only(report(1.0, false, 0.0, 1.0, PAIR));
        assertThat(margin.component("scan_risk")).isEqualTo(150.0);
        assertThat(margin.component("correlation_credit")).isEqualTo(-90.0);
        assertThat(margin.maintenance()).isEqualTo(60.0);
    }

    @Test
    void halfTheCreditIsHalfTheWay() {
        assertThat(only(report(0.5, false, 0.0, 1.0, PAIR)).maintenance()).isEqualTo(105.0);
    }

    @Test
    void noCreditSurvivesABreakdownOfCorrelation() {
        CurrencyMargin margin = only(report(1.0, true, 0.0, 1.0, PAIR));
        assertThat(margin.component("correlation_credit")).isZero();
        assertThat(margin.maintenance()).isEqualTo(150.0);
    }

    @Test
    void theFloorHoldsAfterTheCredit() {
        // 3,000 of notional: at 5 % a floor of 150, at 2 % one of 60, which is not above the 60 left.
        CurrencyMargin margin = only(report(1.0, false, 0.05, 1.0, PAIR));
        assertThat(margin.component("floor_excess")).isCloseTo(90.0, within(1e-12));
        assertThat(margin.maintenance()).isCloseTo(150.0, within(1e-12));
        assertThat(only(report(1.0, false, 0.02, 1.0, PAIR)).component("floor_excess"))
                .isZero();
    }

    @Test
    void longOptionsAddNothingToTheFloor() {
        PositionRisk call = HandMade.position(
                HandMade.option("sol_usdc", 73, 1_000.0, OptionType.CALL), 3.0, 50.0, 0.5, 0.0, 0.0, 0.0);
        PositionRisk put = HandMade.position(
                HandMade.option("sol_usdc", 73, 1_000.0, OptionType.PUT), -2.0, 50.0, -0.5, 0.0, 0.0, 0.0);
        assertThat(only(report(0.0, false, 0.01, 1.0, call)).maintenance()).isZero();
        assertThat(only(report(0.0, false, 0.01, 1.0, call, put)).maintenance()).isEqualTo(20.0);
    }

    @Test
    void coinsOutsideTheGroupStandAlone() {
        PositionRisk sol = HandMade.position(HandMade.perpetual("sol_usdc"), 1.0, 0.0, 1.0, -10.0, 0.0, 10.0);
        MarginReport report = report(1.0, false, 0.0, 1.0, PAIR[0], PAIR[1], sol);
        assertThat(report.currencies()).extracting(CurrencyMargin::unit).containsExactly("majors", "sol");
        assertThat(report.maintenanceUsd()).isEqualTo(70.0);
    }

    @Test
    void initialIsAMultipleOfMaintenance() {
        assertThat(only(report(0.0, false, 0.0, 1.5, PAIR)).initial()).isEqualTo(225.0);
    }
}
