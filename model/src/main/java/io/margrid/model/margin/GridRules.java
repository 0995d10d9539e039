package io.margrid.model.margin;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.scenario.RelativeVolatilityShock;
import io.margrid.model.scenario.Scenario;
import io.margrid.model.scenario.ScenarioGrid;

/// What a methodology with a grid of price moves and volatility shocks says of its scenarios: all that [GridPlan]
/// needs. Pure functions.
public interface GridRules {
    /// The scenarios of a pair's instruments, in vector order.
    ///
    /// @param pair a pair
    /// @return the grid; all pairs have equally many scenarios, with the same volatility shocks
    ScenarioGrid grid(CurrencyPair pair);

    /// The volatility shock of a pair's options.
    ///
    /// @param pair a pair
    /// @return the shock
    RelativeVolatilityShock volatilityShock(CurrencyPair pair);

    /// The part of a scenario's profit that counts, with what turns its currency into the one that is summed.
    ///
    /// @param scenario   one of the grid
    /// @param pair       the instrument's pair
    /// @param settlement of the instrument
    /// @param moveScale  how much of a move reaches the instrument; 1 outside a settlement window
    /// @return a factor
    double weight(Scenario scenario, CurrencyPair pair, Settlement settlement, double moveScale);

    /// Whether an option's profit counts from the published mark instead of the modelled value.
    ///
    /// @param elapsedWindow elapsed fraction of the settlement window; 0 outside it
    /// @return false for the modelled value
    boolean countsFromMark(double elapsedWindow);

    /// Whether profits of inverse contracts are counted in quote currency, as those of linear ones are.
    ///
    /// @return false where they are counted in coin
    boolean inQuoteCurrency();
}
