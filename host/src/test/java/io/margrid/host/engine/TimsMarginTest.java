package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.margrid.host.parameters.ParameterStore;
import io.margrid.model.instrument.OptionType;
import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.market.OptionQuote;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// TIMS through the engine: figures of Cboe's strategy comparison table (23 February 2007) under the shipped set,
/// and what must hold for any account.
class TimsMarginTest {
    private static final OptionalDouble NEVER = OptionalDouble.empty();

    private static MarginModel shipped() {
        return Models.find("tims")
                .orElseThrow()
                .model(ParameterStore.shipped()
                        .find("tims-2026-11-22")
                        .orElseThrow()
                        .parameters());
    }

    private static OptionQuote quote(double volatility, double forward) {
        return new OptionQuote(volatility, forward, OptionalDouble.empty());
    }

    /// The table does not print time and rate: with 22 days and a forward of 98.04 this volatility gives its
    /// premium before rounding, 1.0238.
    private static VenueMarket ibm() {
        double forward = 98.04;
        double volatility = 0.23495062658067212;
        return new VenueMarket()
                .pair("ibm_usd", 97.73)
                .future("IBM", "ibm_usd", 1.0, NEVER, 97.73)
                .option("IBM-95-P", "ibm_usd", 100.0, 22.0, 95.0, OptionType.PUT, quote(volatility, forward))
                .option("IBM-100-P", "ibm_usd", 100.0, 22.0, 100.0, OptionType.PUT, quote(volatility, forward))
                .option("IBM-100-C", "ibm_usd", 100.0, 22.0, 100.0, OptionType.CALL, quote(volatility, forward));
    }

    /// 10,000 shares at 97.73 with 100 puts at 95: 37,538. At the lowest point the put is worth what exercise
    /// brings, which a European one on this forward is not.
    @Test
    void protectivePut() {
        MarginReport report = ibm().report(shipped(), "IBM 10000", "IBM-95-P 10000");
        assertThat(report.maintenanceUsd()).isCloseTo(37_538.0, within(1.0));
        assertThat(report.initialUsd()).isEqualTo(report.maintenanceUsd());
        assertThat(report.currencies().getFirst().sets().getFirst().preAggregated()[0])
                .isLessThan(-37_538.0 - 2_000.0);
    }

    /// 100 calls and 100 puts: what they lose at the points is less than 37.50 for each of 200 contracts.
    @Test
    void longStraddle() {
        CurrencyMargin ibm = ibm().report(shipped(), "IBM-100-C 10000", "IBM-100-P 10000")
                .currencies()
                .getFirst();
        assertThat(ibm.maintenance()).isEqualTo(7_500.0);
        assertThat(ibm.component("minimum_excess")).isPositive();
    }

    /// 1,000 shares at 75 lose 15 %.
    @Test
    void shares() {
        MarginReport report = new VenueMarket()
                .pair("abc_usd", 75.0)
                .future("ABC", "abc_usd", 1.0, NEVER, 75.0)
                .report(shipped(), "ABC 1000");
        assertThat(report.maintenanceUsd()).isCloseTo(11_250.0, within(1e-9));
    }

    private static VenueMarket indexes() {
        return new VenueMarket()
                .pair("spx_usd", 5_000.0)
                .pair("spy_usd", 500.0)
                .pair("ndx_usd", 20_000.0)
                .pair("ibm_usd", 100.0)
                .future("SPY", "spy_usd", 1.0, NEVER, 500.0)
                .future("ES", "spx_usd", 50.0, OptionalDouble.of(30.0), 5_000.0)
                .future("NQ", "ndx_usd", 20.0, OptionalDouble.of(30.0), 20_000.0)
                .future("IBM", "ibm_usd", 1.0, NEVER, 100.0);
    }

    /// An index and the fund on it are one class group, two indexes a product group, stocks neither.
    @Test
    void offsetsDependOnTheGroup() {
        MarginReport same = indexes().report(shipped(), "ES 50", "SPY -500");
        assertThat(same.currencies()).hasSize(1);
        assertThat(same.maintenanceUsd()).isCloseTo(50.0 * 0.375, within(1e-9));
        // 1,000,000 each way: 8 % down is 80,000 of loss, nine tenths of it offset; up it is 60,000.
        MarginReport group = indexes().report(shipped(), "ES 200", "NQ -50");
        CurrencyMargin margin = group.currencies().getFirst();
        assertThat(margin.unit()).isEqualTo("high_cap_indexes");
        assertThat(margin.component("class_group_requirements")).isCloseTo(80_000.0 + 60_000.0, within(1e-8));
        assertThat(group.maintenanceUsd()).isCloseTo(8_000.0, within(1e-8));
        MarginReport apart = indexes().report(shipped(), "ES 200", "IBM -10000");
        assertThat(apart.maintenanceUsd()).isCloseTo(80_000.0 + 150_000.0, within(1e-8));
    }

    @Test
    void orderChangesNoBitTwiceIsTwiceAndEmptyIsNothing() {
        String[] lines = {"IBM 700", "IBM-100-C -1500", "IBM-95-P 300"};
        MarginReport report = ibm().report(shipped(), lines);
        assertThat(report.maintenanceUsd()).isPositive();
        assertThat(ReportBits.of(ibm().report(shipped(), "IBM-95-P 300", "IBM 700", "IBM-100-C -1500")))
                .isEqualTo(ReportBits.of(report));
        assertThat(ibm().report(shipped(), "IBM 1400", "IBM-100-C -3000", "IBM-95-P 600")
                        .maintenanceUsd())
                .isEqualTo(2.0 * report.maintenanceUsd());
        assertThat(ibm().report(shipped()).maintenanceUsd()).isEqualTo(0.0);
    }

    /// Positions that hedge each other need no more than they do apart.
    @Test
    void nettingIsNeverAboveTheSumOfParts() {
        double together =
                ibm().report(shipped(), "IBM 10000", "IBM-100-C -10000").maintenanceUsd();
        double apart = ibm().report(shipped(), "IBM 10000").maintenanceUsd()
                + ibm().report(shipped(), "IBM-100-C -10000").maintenanceUsd();
        assertThat(together).isLessThan(apart);
    }

    @Test
    void badFilesAreRefused() {
        assertThatThrownBy(() -> VenueMarket.model("tims", """
            {"methodology": "tims", "id": "t", "as_of": "2026-11-22", "evidence": "USER", "source": "a test",
             "classes": {"one": {"down": 1.5, "up": 0.1, "points": 5, "american": false}},
             "others": "one", "minimum": -1}
            """))
                .hasMessageContaining("down must be above 0 and below 1: 1.5");
    }
}
