package io.margrid.model.revaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorStorageTest {
    private static double float32(double entry) {
        double[] entries = {entry, entry};
        VectorStorage.FLOAT32.round(entries, 1);
        assertThat(Double.compare(entries[1], entry)).as("not asked for").isZero();
        return entries[0];
    }

    @Test
    void namesSayWhichItIs() {
        assertThat(VectorStorage.FLOAT64.named("vector")).isEqualTo("vector");
        assertThat(VectorStorage.FLOAT32.named("vector")).isEqualTo("vector-float32");
    }

    @Test
    void float64ChangesNothing() {
        double[] entries = {0.1, -1e300, Double.MIN_VALUE};
        VectorStorage.FLOAT64.round(entries, 3);
        assertThat(entries).containsExactly(0.1, -1e300, Double.MIN_VALUE);
    }

    /// The rounded entry is a float, and no float is nearer.
    @ParameterizedTest
    @ValueSource(doubles = {0.1, -0.1, 1.0 / 3.0, 12_345.678_9, -1e-7, 3e38, 1e-40, -1e-44})
    void float32IsTheNearestFloat(double entry) {
        double rounded = float32(entry);
        float nearest = (float) rounded;
        assertThat((double) nearest).isEqualTo(rounded);
        BigDecimal error = distance(entry, rounded);
        assertThat(error).isLessThanOrEqualTo(distance(entry, Math.nextUp(nearest)));
        assertThat(error).isLessThanOrEqualTo(distance(entry, Math.nextDown(nearest)));
        assertThat(error.doubleValue()).isLessThanOrEqualTo(Math.max(0x1p-24 * Math.abs(entry), 0x1p-150));
    }

    private static BigDecimal distance(double one, double other) {
        return new BigDecimal(one).subtract(new BigDecimal(other)).abs();
    }

    @Test
    void tiesGoToTheEvenFloat() {
        assertThat(float32(1.0 + 0x1p-24)).isEqualTo(1.0);
        assertThat(float32(1.0 + 0x3p-24)).isEqualTo(1.0 + 0x1p-22);
    }

    @Test
    void tinyEntriesBecomePositiveZero() {
        assertThat(Double.doubleToRawLongBits(float32(-1e-50))).isZero();
        assertThat(Double.doubleToRawLongBits(float32(1e-50))).isZero();
    }

    @Test
    void whatIsTooLargeForAFloatIsInfinite() {
        assertThat(float32(3.5e38)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(float32(-1e300)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(float32(Double.NaN)).isNaN();
    }
}
