package io.margrid.model.paradex;

import io.margrid.model.margin.ParameterHead;
import io.margrid.model.margin.ParameterSet;
import io.margrid.model.matrix.CoinClasses;
import io.margrid.model.matrix.CoinGrid;
import io.margrid.model.matrix.MoveTable;
import io.margrid.model.matrix.Rates;
import io.margrid.model.scenario.RelativeVolatilityShock;
import java.util.List;

/// Figures of [ParadexMargin]. Never changes.
///
/// @param head              name, day, evidence, source and hash
/// @param classes           scenarios and minimum delta of each class of coins
/// @param maintenanceFactor part of the net requirement that counts in maintenance margin
/// @param feeRate           provision for closing fees, as a part of the notional of each position
/// @param fundingRate       provision for funding of perpetuals over the funding period, as a part of their
///     notional
public record ParadexParameters(
        ParameterHead head, CoinClasses<Coin> classes, double maintenanceFactor, double feeRate, double fundingRate)
        implements ParameterSet {
    /// Figures of a coin.
    ///
    /// @param table        scenarios
    /// @param volatility   shock of volatility
    /// @param netRate      minimum for the net delta
    /// @param hedgedRate   minimum for the hedged delta
    public record Coin(MoveTable table, RelativeVolatilityShock volatility, double netRate, double hedgedRate)
            implements CoinGrid {
        /// Checks the rates.
        ///
        /// @throws IllegalArgumentException naming the field and the value
        public Coin {
            Rates.requireFraction("net_rate", netRate);
            Rates.requireFraction("hedged_rate", hedgedRate);
        }
    }

    /// Checks the factors and that the classes fit together.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public ParadexParameters {
        Rates.requireFraction("maintenance_factor", maintenanceFactor);
        Rates.requireFraction("fee_rate", feeRate);
        Rates.requireFraction("funding_rate", fundingRate);
        MoveTable.requireOneShape(
                classes.classes().values().stream().map(Coin::table).toList());
    }

    @Override
    public List<String> covers() {
        return classes.covers();
    }
}
