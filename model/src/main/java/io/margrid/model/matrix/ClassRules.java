package io.margrid.model.matrix;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.margin.DeviationShocks;
import io.margrid.model.margin.RelativeShocks;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.scenario.Scenario;
import io.margrid.model.scenario.ScenarioGrid;
import io.margrid.model.valuation.UsdValue;
import java.util.Optional;

/// A methodology whose scenarios depend on the class of the coin, and whose risk units are coins unless it says
/// otherwise.
///
/// @param <C> figures of a class
public interface ClassRules<C extends CoinGrid> extends UnitRules {
    /// The figures by class of coin.
    ///
    /// @return the classes
    CoinClasses<C> classes();

    /// The figures of a coin.
    ///
    /// @param coin lower-case code of a coin with a [#unit]
    /// @return its class's figures
    default C coin(String coin) {
        return classes().of(coin).orElseThrow();
    }

    @Override
    default Optional<String> unit(String coin) {
        return classes().of(coin).map(_ -> coin);
    }

    @Override
    default ScenarioGrid grid(CurrencyPair pair) {
        return coin(pair.base()).table().grid();
    }

    @Override
    default DeviationShocks deviations(CurrencyPair pair, double days) {
        return RelativeShocks.of(coin(pair.base()).volatility(), days);
    }

    @Override
    default double weight(
            Scenario scenario, CurrencyPair pair, Settlement settlement, double moveScale, MarketSnapshot market) {
        return coin(pair.base()).table().weight(scenario)
                * UsdValue.price(pair.quote(), market).orElseThrow();
    }
}
