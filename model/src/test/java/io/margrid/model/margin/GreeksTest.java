package io.margrid.model.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.model.book.Position;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.instrument.Instrument;
import java.util.List;
import org.junit.jupiter.api.Test;

class GreeksTest {
    private static PositionRisk position(String name, double quantity, double delta, double vega) {
        Instrument instrument = DeribitInstruments.parse(name);
        InstrumentRisk unit =
                new InstrumentRisk(instrument, 100.0, 0.5, 0.25, delta, 8.0, vega, 730.0, new double[] {0.0, -1.0});
        return new PositionRisk(new Position(instrument, quantity), unit);
    }

    @Test
    void unitsTimesSizesAreAddedAndScaled() {
        Greeks greeks = Greeks.sum(List.of(
                position("BTC-28JUN24-100-C", 3.0, 0.5, 200.0), position("BTC-28JUN24-100-P", -1.0, -0.25, 100.0)));
        assertThat(greeks.delta()).isEqualTo(1.75);
        assertThat(greeks.gamma()).isEqualTo(16.0);
        // A point is 0.01 of volatility, a day 1/365 of a year.
        assertThat(greeks.vegaPerVolPoint()).isEqualTo(5.0);
        assertThat(greeks.thetaPerDay()).isEqualTo(4.0);
        assertThat(Greeks.sum(List.of())).isEqualTo(new Greeks(0.0, 0.0, 0.0, 0.0));
    }

    @Test
    void aShortPositionInAnUnmovedScenarioMakesPlusZero() {
        double[] vector = position("BTC-28JUN24-100-C", -1.0, 0.5, 1.0).vector();
        assertThat(Double.doubleToRawLongBits(vector[0])).isZero();
        assertThat(vector[1]).isEqualTo(1.0);
    }
}
