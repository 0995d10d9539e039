package io.margrid.host.batch;

import io.margrid.model.revaluation.BatchLayout;
import io.margrid.model.revaluation.ShockTable;
import java.util.Arrays;

/// What two jobs must have in common to go into one batch: the number of scenarios and which volatility shock each
/// uses.
/// The price factors are columns of each shock group and may differ. Every job wants the same outputs.
///
/// @param volShocks number of volatility shocks
/// @param volShock  the volatility shock of each scenario
record Shape(int volShocks, int[] volShock) {
    static Shape of(ShockTable shocks) {
        return new Shape(shocks.volShocks(), shocks.volShock());
    }

    /// Doubles of one instrument or row in a result, at least those of one without scenarios: base values are work
    /// too.
    int width() {
        return Math.max(BatchLayout.stride(volShock.length), BatchLayout.ROW_MULTIPLE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && volShocks == shape.volShocks && Arrays.equals(volShock, shape.volShock);
    }

    @Override
    public int hashCode() {
        return 31 * volShocks + Arrays.hashCode(volShock);
    }
}
