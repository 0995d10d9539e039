package io.margrid.model.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.model.book.Position;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.revaluation.SummationOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowSumTest {
    private static final Instrument FUTURE = DeribitInstruments.parse("BTC-PERPETUAL");

    private static PositionRisk position(double quantity, double... vector) {
        return new PositionRisk(
                new Position(FUTURE, quantity), new InstrumentRisk(FUTURE, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, vector));
    }

    @Test
    void productsAreAdded() {
        assertThat(RowSum.of(List.of(position(2.0, 1.0, -3.0), position(-0.5, 4.0, 8.0)), 2))
                .containsExactly(0.0, -10.0);
    }

    @Test
    void noPositionsMakeZeros() {
        assertThat(RowSum.of(List.of(), 3)).containsExactly(0.0, 0.0, 0.0);
    }

    /// A product that is a negative zero leaves a positive one.
    @Test
    void sumsAreNeverNegativeZero() {
        assertThat(Double.doubleToRawLongBits(RowSum.of(List.of(position(-1.0, 0.0)), 1)[0]))
                .isZero();
    }

    /// Written apart from the class under test: chunk by chunk, one scenario after the other.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 256, 257, 511, 512, 513, 1_000})
    void chunksAreSummedByThemselves(int size) {
        SplittableRandom random = new SplittableRandom(size);
        List<PositionRisk> positions = new ArrayList<>();
        for (int p = 0; p < size; p++) {
            positions.add(position(
                    random.nextDouble(-1e3, 1e3), random.nextDouble(-1.0, 1.0), random.nextDouble(-1e9, 1e9), 1e-300));
        }
        double[] sum = RowSum.of(positions, 3);
        for (int s = 0; s < 3; s++) {
            double expected = 0.0;
            double chunk = 0.0;
            for (int p = 0; p < size; p++) {
                chunk += positions.get(p).quantity() * positions.get(p).unit().riskVector()[s];
                if ((p + 1) % SummationOrder.CHUNK == 0 || p + 1 == size) {
                    expected += chunk;
                    chunk = 0.0;
                }
            }
            assertThat(Double.doubleToRawLongBits(sum[s])).isEqualTo(Double.doubleToRawLongBits(expected));
        }
    }
}
