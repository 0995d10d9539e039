package io.margrid.host.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CorrelationMatrixTest {
    private static final CorrelationMatrix THREE = matrix(0.5, 0.2, -0.3);

    private static CorrelationMatrix matrix(double ab, double ac, double bc) {
        return CorrelationMatrix.of(List.of("a", "b", "c"), new double[][] {{0.0, ab, ac}, {0.0, 0.0, bc}, {}});
    }

    private static void refused(List<String> coins, List<List<Double>> rows, String message) {
        assertThatThrownBy(() -> new CorrelationMatrix(coins, rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void whatIsNoCorrelationMatrixIsRefused() {
        List<String> two = List.of("a", "b");
        refused(List.of("a"), List.of(List.of(1.0)), "coins must be two or more, and different: [a]");
        refused(List.of("a", "a"), List.of(List.of(1.0, 0.5), List.of(0.5, 1.0)), "different: [a, a]");
        refused(two, List.of(List.of(1.0, 0.5)), "correlations of 2 coins must be 2 rows of 2");
        refused(two, List.of(List.of(1.0, 1.5), List.of(1.5, 1.0)), "correlation of a and b must be -1 to 1: 1.5");
        refused(two, List.of(List.of(1.0, Double.NaN), List.of(0.5, 1.0)), "must be -1 to 1: NaN");
        refused(two, List.of(List.of(0.9, 0.5), List.of(0.5, 1.0)), "correlation of a and a must be 1: 0.9");
        refused(two, List.of(List.of(1.0, 0.5), List.of(0.4, 1.0)), "must be the same both ways: 0.5 and 0.4");
    }

    @Test
    void oneThatIsNotSemiDefiniteIsRefused() {
        // a and b move with c, but against each other: the determinant is 1 + 2 abc - a^2 - b^2 - c^2 < 0.
        assertThatThrownBy(() -> matrix(-0.9, 0.9, 0.9)).hasMessageContaining("must be positive semi-definite");
    }

    @Test
    void eigenvaluesOfEqualCorrelations() {
        // n coins of equal correlation r: 1 - r, and 1 + (n - 1) r once.
        assertThat(matrix(0.4, 0.4, 0.4).smallestEigenvalue()).isCloseTo(0.6, within(1e-12));
        assertThat(matrix(-0.25, -0.25, -0.25).smallestEigenvalue()).isCloseTo(0.5, within(1e-12));
        assertThat(matrix(1.0, 1.0, 1.0).smallestEigenvalue()).isCloseTo(0.0, within(1e-12));
    }

    @Test
    void meanAndLowest() {
        assertThat(THREE.mean()).isCloseTo(0.4 / 3.0, within(1e-15));
        assertThat(THREE.lowest(List.of("a", "b", "c"))).isEqualTo(new CorrelationMatrix.Pair("b", "c", -0.3));
        assertThat(THREE.lowest(List.of("c", "a"))).isEqualTo(new CorrelationMatrix.Pair("a", "c", 0.2));
    }

    @Test
    void aGroupIsOfCoinsThatAreThere() {
        assertThatThrownBy(() -> THREE.lowest(List.of("a", "d"))).hasMessage("d is none of a, b, c");
        assertThatThrownBy(() -> THREE.lowest(List.of("a", "a")))
                .hasMessage("a group has two or more different coins: a, a");
    }
}
