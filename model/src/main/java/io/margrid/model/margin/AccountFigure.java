package io.margrid.model.margin;

/// A named figure of an account that is no part of its margin, such as its equity or a ratio that a venue watches.
///
/// @param id     stable lower-case name, for example `equity`
/// @param unit   what it is counted in
/// @param amount the figure; infinite where a ratio has no requirement below it
public record AccountFigure(String id, Unit unit, double amount) {
    /// What a figure is counted in.
    public enum Unit {
        /// US dollars.
        USD,
        /// A pure number.
        RATIO
    }

    /// Checks the figure.
    ///
    /// @throws ArithmeticException if it is not a number
    public AccountFigure {
        if (Double.isNaN(amount)) {
            throw new ArithmeticException(id + " is not a number");
        }
    }

    /// An amount of money.
    ///
    /// @param id  its name
    /// @param usd US dollars
    /// @return the figure
    public static AccountFigure usd(String id, double usd) {
        return new AccountFigure(id, Unit.USD, usd + 0.0);
    }

    /// A ratio.
    ///
    /// @param id    its name
    /// @param ratio the number
    /// @return the figure
    public static AccountFigure ratio(String id, double ratio) {
        return new AccountFigure(id, Unit.RATIO, ratio + 0.0);
    }
}
