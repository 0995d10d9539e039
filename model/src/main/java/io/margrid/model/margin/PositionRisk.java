package io.margrid.model.margin;

import io.margrid.model.book.Position;

/// A position with the risk of one unit of its instrument.
///
/// @param position instrument and quantity
/// @param unit     risk of one base coin of it
public record PositionRisk(Position position, InstrumentRisk unit) {
    /// The signed quantity.
    ///
    /// @return base coins, long positive
    public double quantity() {
        return position.quantity();
    }

    /// Delta of the position.
    ///
    /// @return base coins
    public double delta() {
        return position.quantity() * unit.delta();
    }

    /// Profit of the position in each scenario.
    ///
    /// @return a new vector, settlement currency, without negative zeros
    public double[] vector() {
        double[] vector = new double[unit.riskVector().length];
        for (int s = 0; s < vector.length; s++) {
            vector[s] = position.quantity() * unit.riskVector()[s] + 0.0;
        }
        return vector;
    }
}
