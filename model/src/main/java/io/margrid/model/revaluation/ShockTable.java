package io.margrid.model.revaluation;

import io.margrid.model.Limits;

/// The scenarios of a batch as primitive columns.
///
/// A shock group is a set of instruments that the scenarios move alike (one underlying, one settlement; one expiry
/// if a venue treats it apart). With `G` groups and `S` scenarios, entry `g * S + s` of a factor column belongs to
/// group `g` in scenario `s`. All factors are made on the host, with `StrictMath`, so that no backend computes a
/// logarithm. Arrays are shared, not copied.
///
/// @param scenarios      `S`
/// @param volShocks      `V`
/// @param volShock       `S` entries: which volatility shock, 0 to `V - 1`, a scenario uses
/// @param move           relative price move `m`
/// @param factor         price factor `p = 1 + m`, positive
/// @param inverseFactor  `1 / p`
/// @param logFactor      `ln p`
/// @param inverseReturn  `m / (1 + m)`: profit in coin of one coin's worth of inverse future
/// @param weight         part of the profit or loss that counts; 1 for all of it
public record ShockTable(
        int scenarios,
        int volShocks,
        int[] volShock,
        double[] move,
        double[] factor,
        double[] inverseFactor,
        double[] logFactor,
        double[] inverseReturn,
        double[] weight) {
    /// Checks the columns.
    ///
    /// @throws IllegalArgumentException naming the column and the value
    public ShockTable {
        if (!(scenarios >= 0 && scenarios <= Limits.SCENARIOS)) {
            throw new IllegalArgumentException(
                    "scenarios must be in [0, %d]: %d".formatted(Limits.SCENARIOS, scenarios));
        }
        if (volShock.length != scenarios) {
            throw new IllegalArgumentException(
                    "volShock must have %d entries: %d".formatted(scenarios, volShock.length));
        }
        for (int s = 0; s < scenarios; s++) {
            if (!(volShock[s] >= 0 && volShock[s] < volShocks)) {
                throw new IllegalArgumentException(
                        "volShock[%d] must be in [0, %d): %d".formatted(s, volShocks, volShock[s]));
            }
        }
        int cells = move.length;
        if (scenarios == 0 ? cells != 0 : cells % scenarios != 0) {
            throw new IllegalArgumentException(
                    "move must have a multiple of %d entries: %d".formatted(scenarios, cells));
        }
        for (double[] column : new double[][] {factor, inverseFactor, logFactor, inverseReturn, weight}) {
            if (column.length != cells) {
                throw new IllegalArgumentException(
                        "every factor column must have %d entries: %d".formatted(cells, column.length));
            }
        }
    }

    /// A table with room for `groups` groups, to be filled with [#fill].
    ///
    /// @param groups    number of shock groups
    /// @param volShocks number of volatility shocks
    /// @param volShock  the volatility shock of each scenario
    /// @return a table of zero factors
    public static ShockTable allocate(int groups, int volShocks, int[] volShock) {
        int scenarios = volShock.length;
        int cells = Math.multiplyExact(groups, scenarios);
        return new ShockTable(
                scenarios,
                volShocks,
                volShock,
                new double[cells],
                new double[cells],
                new double[cells],
                new double[cells],
                new double[cells],
                new double[cells]);
    }

    /// Fills one cell from a relative move.
    ///
    /// @param group    the shock group
    /// @param scenario the scenario
    /// @param m        relative price move, above -1
    /// @param w        part of the profit or loss that counts
    /// @throws IllegalArgumentException if the price would not stay positive
    public void fill(int group, int scenario, double m, double w) {
        if (!(m > -1.0 && m < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("move must be above -1 and finite: %s".formatted(m));
        }
        int cell = group * scenarios + scenario;
        double p = 1.0 + m;
        move[cell] = m;
        factor[cell] = p;
        inverseFactor[cell] = 1.0 / p;
        logFactor[cell] = StrictMath.log(p);
        inverseReturn[cell] = m / p;
        weight[cell] = w;
    }

    /// The number of shock groups.
    ///
    /// @return zero or more
    public int groups() {
        return scenarios == 0 ? 0 : move.length / scenarios;
    }
}
