package io.margrid.model.scenario;

/// One joint move of price and volatility.
///
/// @param table        the part of the grid
/// @param indexInTable 1-based, as venues print it
/// @param bucket       1-based price column in its table
/// @param priceMove    relative move of the forward: -0.16 is a fall of 16 %
/// @param volShock     direction of the volatility move
/// @param name         what people call it where its moves do not say it, such as a date; else empty
public record Scenario(
        ScenarioTable table, int indexInTable, int bucket, double priceMove, VolShock volShock, String name) {
    /// Checks the move.
    ///
    /// @throws IllegalArgumentException if the price would not stay positive
    public Scenario {
        if (!(priceMove > -1.0 && priceMove < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("priceMove must be above -1 and finite: %s".formatted(priceMove));
        }
    }

    /// A scenario that its moves name.
    ///
    /// @param table        the part of the grid
    /// @param indexInTable 1-based, as venues print it
    /// @param bucket       1-based price column in its table
    /// @param priceMove    relative move of the forward
    /// @param volShock     direction of the volatility move
    public Scenario(ScenarioTable table, int indexInTable, int bucket, double priceMove, VolShock volShock) {
        this(table, indexInTable, bucket, priceMove, volShock, "");
    }
}
