package io.margrid.model.margin;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.scenario.Scenario;
import io.margrid.model.scenario.ScenarioGrid;
import io.margrid.model.valuation.QuotedInstrument;

/// What a methodology with a grid of price moves and volatility shocks says of its scenarios: all that [GridPlan]
/// needs. Pure functions.
public interface GridRules {
    /// The scenarios of a pair's instruments, in vector order.
    ///
    /// @param pair a pair
    /// @return the grid; all pairs have equally many scenarios, with the same [#shocks]
    ScenarioGrid grid(CurrencyPair pair);

    /// What the scenarios do to the volatility and the time of options that expire together.
    ///
    /// @param pair a pair
    /// @param days days to expiry
    /// @return the shocks; as many for every pair and expiry
    DeviationShocks deviations(CurrencyPair pair, double days);

    /// Which of the [#deviations] each scenario uses.
    ///
    /// @param grid a grid of these rules, not empty
    /// @return an entry for each scenario, from 0
    default int[] shocks(ScenarioGrid grid) {
        return grid.scenarios().stream()
                .mapToInt(scenario -> RelativeShocks.shock(scenario.volShock()))
                .toArray();
    }

    /// The number of [#deviations].
    ///
    /// @return one or more
    default int shockCount() {
        return RelativeShocks.COUNT;
    }

    /// How much of the scenarios' moves reaches an instrument.
    ///
    /// @param quoted the instrument
    /// @param market what currencies are worth
    /// @return what [#move] is asked with; 1 for a move as the scenario has it
    default double moveScale(QuotedInstrument quoted, MarketSnapshot market) {
        return quoted.moveScale();
    }

    /// The relative move of an instrument's forward.
    ///
    /// @param scenario  one of the grid
    /// @param moveScale as [#moveScale] gives it
    /// @return above -1
    default double move(Scenario scenario, double moveScale) {
        return scenario.priceMove() * moveScale;
    }

    /// The part of a scenario's profit that counts, with what turns its currency into the one that is summed.
    ///
    /// @param scenario   one of the grid
    /// @param pair       the instrument's pair
    /// @param settlement of the instrument
    /// @param moveScale  as [#moveScale] gives it; if not overridden, 1 outside a settlement window
    /// @param market     what currencies are worth
    /// @return a factor
    double weight(Scenario scenario, CurrencyPair pair, Settlement settlement, double moveScale, MarketSnapshot market);

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
