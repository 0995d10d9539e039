package io.margrid.model.span;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.margin.DeviationShocks;
import io.margrid.model.margin.GridRules;
import io.margrid.model.margin.RelativeShocks;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.scenario.Scenario;
import io.margrid.model.scenario.ScenarioGrid;
import io.margrid.model.scenario.VolShock;
import io.margrid.model.valuation.QuotedInstrument;
import io.margrid.model.valuation.UsdValue;
import java.util.Optional;

/// What SPAN's scenarios do to contracts: all that computing risk arrays takes.
///
///     profit[i] = w[i] (V(F + m[i] range, v[i], max(tau - look-ahead, 0)) - V(F, v, tau))
final class SpanGrid implements GridRules {
    private static final double DAYS_PER_YEAR = 365.0;

    private final SpanParameters parameters;

    SpanGrid(SpanParameters parameters) {
        this.parameters = parameters;
    }

    /// Moves are those of the first tier; a range in money is no part of a price without a market, and shown as 0.
    @Override
    public ScenarioGrid grid(CurrencyPair pair) {
        ScanRange range = parameters.commodity(pair.base()).ranges().getFirst();
        return parameters.scenarios().grid(range.priceRelative() ? range.price() : 0.0);
    }

    /// The same with a range in money as a part of an index.
    ///
    /// @param index USD for one unit; NaN where it is not known
    ScenarioGrid shown(CurrencyPair pair, double index, MarketSnapshot market) {
        CommodityParameters commodity = parameters.commodity(pair.base());
        ScanRange range = commodity.ranges().getFirst();
        double usd = UsdValue.price(commodity.currency(), market).orElse(Double.NaN);
        double part = range.prices(index, usd / commodity.contractUnits()) / index;
        return parameters.scenarios().grid(Double.isFinite(part) ? part : 0.0);
    }

    @Override
    public DeviationShocks deviations(CurrencyPair pair, double days) {
        CommodityParameters commodity = parameters.commodity(pair.base());
        double ahead = parameters.lookAheadDays() / DAYS_PER_YEAR;
        return (shock, option, _, volatility, years) -> {
            ScanRange range = commodity.ranges().get(commodity.scanTiers().of(option.expiresAt(), days));
            double shocked = shock == RelativeShocks.shock(VolShock.SAME)
                    ? volatility
                    : range.shocked(volatility, shock == RelativeShocks.shock(VolShock.UP));
            return shocked * Math.sqrt(Math.max(years - ahead, 0.0));
        };
    }

    /// The price scan range as a part of the forward.
    @Override
    public double moveScale(QuotedInstrument quoted, MarketSnapshot market) {
        return range(quoted, market) / quoted.quotedForward() * quoted.moveScale();
    }

    @Override
    public double move(Scenario scenario, double moveScale) {
        return parameters.scenarios().move(scenario) * moveScale;
    }

    @Override
    public double weight(
            Scenario scenario, CurrencyPair pair, Settlement settlement, double moveScale, MarketSnapshot market) {
        return parameters.scenarios().weight(scenario)
                * UsdValue.price(pair.quote(), market).orElseThrow();
    }

    @Override
    public boolean countsFromMark(double elapsedWindow) {
        return false;
    }

    @Override
    public boolean inQuoteCurrency() {
        return true;
    }

    /// The price scan range of an instrument, quote currency for one unit.
    private double range(QuotedInstrument quoted, MarketSnapshot market) {
        Instrument instrument = quoted.instrument();
        CommodityParameters commodity = parameters.commodity(instrument.pair().base());
        int tier = commodity.scanTiers().of(instrument, quoted.pair().asOf());
        double money = UsdValue.price(commodity.currency(), market).orElseThrow()
                / UsdValue.price(instrument.pair().quote(), market).orElseThrow()
                / commodity.contractUnits();
        return commodity.ranges().get(tier).prices(quoted.quotedForward(), money);
    }

    /// The price scan range of an instrument, USD for one unit.
    double rangeUsd(Instrument instrument, MarketSnapshot market) {
        return range(QuotedInstrument.of(instrument, market), market)
                * UsdValue.price(instrument.pair().quote(), market).orElseThrow();
    }

    /// The widest price scan range of a commodity, USD for one standard contract.
    ///
    /// @param index USD for one unit
    /// @param usd   value of the commodity's currency
    double widestRange(CommodityParameters commodity, double index, double usd) {
        double widest = 0.0;
        for (ScanRange range : commodity.ranges()) {
            widest = Math.max(widest, range.prices(index, usd / commodity.contractUnits()) * commodity.contractUnits());
        }
        return widest;
    }

    /// What keeps an instrument from being moved: a range that is as far as its price.
    ///
    /// @param instrument can be valued, and its currencies have values
    /// @param market     the market
    /// @return a sentence with the value; empty if nothing
    Optional<String> rangeProblem(Instrument instrument, MarketSnapshot market) {
        QuotedInstrument quoted = QuotedInstrument.of(instrument, market);
        double range = range(quoted, market);
        double multiple = parameters.scenarios().extremeMultiple();
        return range * multiple < quoted.quotedForward()
                ? Optional.empty()
                : Optional.of("the price scan range of %s is %s and is moved %s times: the price %s would be gone"
                        .formatted(instrument.name(), range, multiple, quoted.quotedForward()));
    }
}
