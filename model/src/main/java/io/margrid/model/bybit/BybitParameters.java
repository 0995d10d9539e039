package io.margrid.model.bybit;

import io.margrid.model.margin.ParameterHead;
import io.margrid.model.margin.ParameterSet;
import io.margrid.model.matrix.CoinClasses;
import io.margrid.model.matrix.CoinGrid;
import io.margrid.model.matrix.MoveTable;
import io.margrid.model.matrix.Rates;
import io.margrid.model.scenario.RelativeVolatilityShock;
import java.util.List;

/// Figures of [BybitMargin]. Never changes.
///
/// @param head          name, day, evidence, source and hash
/// @param classes       scenarios and contingencies of each class of coins
/// @param initialFactor initial over maintenance margin of a unit
/// @param spotHedging   whether balances of a coin hedge its derivatives
/// @param debtInitial   initial margin of debts, as a part of their value
/// @param debtMaintenance maintenance margin of debts, likewise
public record BybitParameters(
        ParameterHead head,
        CoinClasses<Coin> classes,
        double initialFactor,
        boolean spotHedging,
        double debtInitial,
        double debtMaintenance)
        implements ParameterSet {
    /// Figures of a coin. Contingencies are parts of the index price of each coin that they are taken on.
    ///
    /// @param table        scenarios
    /// @param volatility   shock of volatility
    /// @param shortOptions of net short options, calls and puts apart
    /// @param vegaPerDay   of options hedged across expiries, for each day between them
    /// @param basisPerYear of deltas hedged across expiries, for each year between them
    /// @param stablecoins  of deltas hedged across USDT and USDC
    /// @param futures      of all futures and perpetuals
    public record Coin(
            MoveTable table,
            RelativeVolatilityShock volatility,
            double shortOptions,
            double vegaPerDay,
            double basisPerYear,
            double stablecoins,
            double futures)
            implements CoinGrid {
        /// Checks the rates.
        ///
        /// @throws IllegalArgumentException naming the field and the value
        public Coin {
            Rates.requireFraction("short_options", shortOptions);
            Rates.requireFraction("vega_per_day", vegaPerDay);
            Rates.requireFraction("basis_per_year", basisPerYear);
            Rates.requireFraction("stablecoins", stablecoins);
            Rates.requireFraction("futures", futures);
        }
    }

    /// Checks the factors and that the classes fit together.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public BybitParameters {
        Rates.requireRange("initial_factor", initialFactor, 1.0, 100.0);
        Rates.requireFraction("debt_initial", debtInitial);
        Rates.requireFraction("debt_maintenance", debtMaintenance);
        MoveTable.requireOneShape(
                classes.classes().values().stream().map(Coin::table).toList());
    }

    @Override
    public List<String> covers() {
        return classes.covers();
    }
}
