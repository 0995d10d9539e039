package io.margrid.model.history;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.margin.DeviationShocks;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.matrix.UnitRules;
import io.margrid.model.scenario.Scenario;
import io.margrid.model.scenario.ScenarioGrid;
import io.margrid.model.valuation.UsdValue;

/// A methodology whose scenarios are those of past days.
public interface HistoryRules extends UnitRules {
    /// The scenarios.
    ///
    /// @return the joint columns of its sets
    HistoryColumns columns();

    @Override
    default ScenarioGrid grid(CurrencyPair pair) {
        return columns().grid(pair.base());
    }

    @Override
    default DeviationShocks deviations(CurrencyPair pair, double days) {
        return columns().deviations(pair.base());
    }

    @Override
    default int[] shocks(ScenarioGrid grid) {
        return columns().shocks();
    }

    @Override
    default int shockCount() {
        return columns().shockCount();
    }

    @Override
    default double weight(
            Scenario scenario, CurrencyPair pair, Settlement settlement, double moveScale, MarketSnapshot market) {
        return UsdValue.price(pair.quote(), market).orElseThrow();
    }
}
