package io.margrid.host.correlation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/// Correlations of some coins: symmetric, of unit diagonal, positive semi-definite.
///
/// @param coins lower-case codes, at least two, in the order of rows and columns
/// @param rows  a row of correlations for each coin
public record CorrelationMatrix(List<String> coins, List<List<Double>> rows) {
    /// An eigenvalue may miss zero by so much for each coin.
    private static final double ROUNDING = 1e-12;

    /// Two different coins and their correlation.
    ///
    /// @param one   the one that stands first
    /// @param other the other
    /// @param value -1 to 1
    public record Pair(String one, String other, double value) {}

    /// Checks the matrix.
    ///
    /// @throws IllegalArgumentException naming the entry and the value
    public CorrelationMatrix {
        coins = List.copyOf(coins);
        rows = rows.stream().map(List::copyOf).toList();
        int n = coins.size();
        if (n < 2 || new HashSet<>(coins).size() < n) {
            throw new IllegalArgumentException("coins must be two or more, and different: " + coins);
        }
        if (rows.size() != n || !rows.stream().allMatch(row -> row.size() == n)) {
            throw new IllegalArgumentException("correlations of %d coins must be %d rows of %d".formatted(n, n, n));
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double value = rows.get(i).get(j);
                String place = "correlation of %s and %s".formatted(coins.get(i), coins.get(j));
                if (!(value >= -1.0 && value <= 1.0) || (i == j && value != 1.0)) {
                    throw new IllegalArgumentException(
                            "%s must be %s: %s".formatted(place, i == j ? "1" : "-1 to 1", value));
                }
                if (value != rows.get(j).get(i)) {
                    throw new IllegalArgumentException("%s must be the same both ways: %s and %s"
                            .formatted(place, value, rows.get(j).get(i)));
                }
            }
        }
        double smallest = smallest(rows);
        if (!(smallest >= -ROUNDING * n)) {
            throw new IllegalArgumentException(
                    "correlations must be positive semi-definite: smallest eigenvalue " + smallest);
        }
    }

    /// A matrix from an array, of which only the part above the diagonal is read.
    static CorrelationMatrix of(List<String> coins, double[][] upper) {
        int n = coins.size();
        List<List<Double>> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            List<Double> row = new ArrayList<>();
            for (int j = 0; j < n; j++) {
                // A quotient of sums may be above 1 by its rounding.
                row.add(i == j ? 1.0 : Math.clamp(upper[Math.min(i, j)][Math.max(i, j)], -1.0, 1.0));
            }
            rows.add(row);
        }
        return new CorrelationMatrix(coins, rows);
    }

    private static double smallest(List<List<Double>> rows) {
        double[][] values = rows.stream()
                .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
        double smallest = Double.POSITIVE_INFINITY;
        for (double one : new EigenDecomposition(new Array2DRowRealMatrix(values)).getRealEigenvalues()) {
            smallest = Math.min(smallest, one);
        }
        return smallest;
    }

    /// The smallest eigenvalue: how far the matrix is from a singular one.
    ///
    /// @return zero or more, up to rounding
    public double smallestEigenvalue() {
        return smallest(rows);
    }

    /// The pair of a group that is correlated least.
    ///
    /// @param group at least two coins of the matrix
    /// @return the first of equal ones, in the order of the matrix
    /// @throws IllegalArgumentException if the group has less than two different coins, or one that is not there
    public Pair lowest(List<String> group) {
        List<Integer> at = group.stream()
                .map(coin -> {
                    if (!coins.contains(coin)) {
                        throw new IllegalArgumentException(
                                "%s is none of %s".formatted(coin, String.join(", ", coins)));
                    }
                    return coins.indexOf(coin);
                })
                .distinct()
                .sorted()
                .toList();
        if (at.size() < 2) {
            throw new IllegalArgumentException("a group has two or more different coins: " + String.join(", ", group));
        }
        Pair lowest = new Pair("", "", Double.POSITIVE_INFINITY);
        for (int i = 0; i < at.size(); i++) {
            for (int j = i + 1; j < at.size(); j++) {
                double value = rows.get(at.get(i)).get(at.get(j));
                if (value < lowest.value()) {
                    lowest = new Pair(coins.get(at.get(i)), coins.get(at.get(j)), value);
                }
            }
        }
        return lowest;
    }

    /// Mean of the correlations of different coins.
    ///
    /// @return -1 to 1
    public double mean() {
        double sum = 0.0;
        int n = coins.size();
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                sum += rows.get(i).get(j);
            }
        }
        return sum / (n * (n - 1) / 2.0);
    }
}
