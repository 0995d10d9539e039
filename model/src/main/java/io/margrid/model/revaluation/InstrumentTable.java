package io.margrid.model.revaluation;

import io.margrid.model.Limits;
import java.util.Arrays;

/// The unique instruments of a batch as primitive columns, one entry each.
///
/// Arrays are shared, not copied: the caller must not change them while the batch is in use. `n` is the number of
/// instruments, `V` the number of volatility shocks. Futures carry zero in the option columns.
///
/// Volatility rules are the margin model's: it gives the total deviation (volatility times square root of years)
/// that each instrument has under each volatility shock. A rule that moves time gives deviations of the later
/// date.
///
/// @param kind                    [ValueKind] codes
/// @param shockGroup              row of the [ShockTable] that moves the instrument
/// @param forward                 forward `F`, quote currency per base coin
/// @param strikeOverForward       `K / F`
/// @param logForwardOverStrike    `ln(F / K)`
/// @param years                   time to expiry, for vega and theta only
/// @param baseDeviation           total deviation of the base value; zero means intrinsic value
/// @param givenBase               base value that profit counts from instead of the modelled one; NaN for the
///     modelled
/// one
/// @param shockedDeviation        `V * n` total deviations; shock `v` of instrument `i` is at `v * n + i`
public record InstrumentTable(
        int[] kind,
        int[] shockGroup,
        double[] forward,
        double[] strikeOverForward,
        double[] logForwardOverStrike,
        double[] years,
        double[] baseDeviation,
        double[] givenBase,
        double[] shockedDeviation) {
    /// Checks that the columns have one length.
    ///
    /// @throws IllegalArgumentException naming the column
    public InstrumentTable {
        int n = kind.length;
        if (n > Limits.INSTRUMENTS) {
            throw new IllegalArgumentException("instruments must be at most %d: %d".formatted(Limits.INSTRUMENTS, n));
        }
        requireLength("shockGroup", shockGroup.length, n);
        requireLength("forward", forward.length, n);
        requireLength("strikeOverForward", strikeOverForward.length, n);
        requireLength("logForwardOverStrike", logForwardOverStrike.length, n);
        requireLength("years", years.length, n);
        requireLength("baseDeviation", baseDeviation.length, n);
        requireLength("givenBase", givenBase.length, n);
        if (n == 0 ? shockedDeviation.length != 0 : shockedDeviation.length % n != 0) {
            throw new IllegalArgumentException(
                    "shockedDeviation must have a multiple of %d entries: %d".formatted(n, shockedDeviation.length));
        }
    }

    /// A table with room for `n` instruments: all columns zero, no given base values.
    ///
    /// @param n         number of instruments
    /// @param volShocks number of volatility shocks
    /// @return a table whose arrays the caller fills
    public static InstrumentTable allocate(int n, int volShocks) {
        double[] givenBase = new double[n];
        Arrays.fill(givenBase, Double.NaN);
        return new InstrumentTable(
                new int[n],
                new int[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                givenBase,
                new double[Math.multiplyExact(n, volShocks)]);
    }

    /// The number of instruments.
    ///
    /// @return zero or more
    public int size() {
        return kind.length;
    }

    private static void requireLength(String column, int length, int expected) {
        if (length != expected) {
            throw new IllegalArgumentException("%s must have %d entries: %d".formatted(column, expected, length));
        }
    }
}
