package io.margrid.model.book;

/// Amounts that enter the margin of one settlement currency but that no published rule computes.
///
/// @param mmpMargin              market maker protection, in settlement currency, zero or more
/// @param openOrdersMargin       open orders, likewise
/// @param spotMargin             spot orders, likewise
/// @param correlationContingency charge between correlated currencies, likewise
public record PassThroughAmounts(
        double mmpMargin, double openOrdersMargin, double spotMargin, double correlationContingency) {
    /// Nothing to add.
    public static final PassThroughAmounts NONE = new PassThroughAmounts(0.0, 0.0, 0.0, 0.0);

    /// Checks the amounts.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public PassThroughAmounts {
        requireAmount("mmp_margin", mmpMargin);
        requireAmount("open_orders_margin", openOrdersMargin);
        requireAmount("spot_margin", spotMargin);
        requireAmount("correlation_contingency", correlationContingency);
    }

    private static void requireAmount(String field, double value) {
        if (!(value >= 0.0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("%s must be zero or more and finite: %s".formatted(field, value));
        }
    }
}
