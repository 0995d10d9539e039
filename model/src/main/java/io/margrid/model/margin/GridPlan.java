package io.margrid.model.margin;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.revaluation.InstrumentTable;
import io.margrid.model.revaluation.ShockTable;
import io.margrid.model.revaluation.ValueKind;
import io.margrid.model.scenario.Scenario;
import io.margrid.model.scenario.ScenarioGrid;
import io.margrid.model.valuation.ContractClock;
import io.margrid.model.valuation.QuotedInstrument;
import io.margrid.model.valuation.Valuation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The columns of a methodology with a grid: what the scenarios do to each instrument of a call.
///
/// Instruments may come in any order. Those of one expiry share the power of the volatility shock, which is taken
/// again only where the expiry changes from one instrument to the next.
public final class GridPlan {
    private final GridRules rules;
    private final MarketSnapshot market;
    private final InstrumentTable table;
    private final double[] volatility;
    private final Map<ShockGroup, Integer> groups = new LinkedHashMap<>();
    private @Nullable ShockGroup lastGroup;
    private int lastGroupIndex;
    private @Nullable OptionExpiry lastExpiry;

    private GridPlan(GridRules rules, MarketSnapshot market, int size) {
        this.rules = rules;
        this.market = market;
        this.table = InstrumentTable.allocate(size, rules.shockCount());
        this.volatility = new double[size];
    }

    /// Instruments that the scenarios move alike.
    private record ShockGroup(CurrencyPair pair, Settlement settlement, double moveScale) {
        boolean has(Instrument instrument, double scale) {
            return Double.compare(moveScale, scale) == 0
                    && settlement == instrument.settlement()
                    && pair.equals(instrument.pair());
        }
    }

    /// What the options of a pair share that expire together.
    private record OptionExpiry(CurrencyPair pair, Instant expiresAt, DeviationShocks shocks) {
        boolean has(OptionContract option) {
            return expiresAt.equals(option.expiresAt()) && pair.equals(option.pair());
        }
    }

    /// Columns of instruments that have no problem in a market, in their order.
    ///
    /// @param rules       of the methodology
    /// @param instruments futures and options, each once
    /// @param market      quotes each of them
    /// @return the columns
    public static RevaluationPlan of(GridRules rules, List<Instrument> instruments, MarketSnapshot market) {
        GridPlan plan = new GridPlan(rules, market, instruments.size());
        for (int i = 0; i < instruments.size(); i++) {
            plan.fill(i, QuotedInstrument.of(instruments.get(i), market));
        }
        return new RevaluationPlan(plan.table, plan.volatility, plan.shocks());
    }

    private void fill(int row, QuotedInstrument quoted) {
        Valuation.fill(table, row, quoted);
        volatility[row] = quoted.volatility();
        Instrument instrument = quoted.instrument();
        if (rules.inQuoteCurrency()) {
            table.kind()[row] = ValueKind.linear(table.kind()[row]);
        }
        if (instrument instanceof OptionContract option) {
            fillShocks(row, option, quoted);
        }
        table.shockGroup()[row] = group(instrument, rules.moveScale(quoted, market));
    }

    /// Neighbours mostly share their group.
    private int group(Instrument instrument, double moveScale) {
        ShockGroup group = lastGroup;
        if (group == null || !group.has(instrument, moveScale)) {
            group = new ShockGroup(instrument.pair(), instrument.settlement(), moveScale);
            lastGroup = group;
            lastGroupIndex = groups.computeIfAbsent(group, _ -> groups.size());
        }
        return lastGroupIndex;
    }

    private void fillShocks(int row, OptionContract option, QuotedInstrument quoted) {
        if (rules.countsFromMark(quoted.elapsedWindow())) {
            table.givenBase()[row] = quoted.markPrice().orElseThrow();
        }
        DeviationShocks shocks = expiry(option, quoted).shocks();
        double years = table.years()[row];
        for (int shock = 0; shock < rules.shockCount(); shock++) {
            table.shockedDeviation()[shock * table.size() + row] =
                    shocks.deviation(shock, option, table.forward()[row], quoted.volatility(), years);
        }
    }

    private OptionExpiry expiry(OptionContract option, QuotedInstrument quoted) {
        OptionExpiry expiry = lastExpiry;
        if (expiry == null || !expiry.has(option)) {
            double days = ContractClock.days(quoted.pair().asOf(), option.expiresAt());
            expiry = new OptionExpiry(option.pair(), option.expiresAt(), rules.deviations(option.pair(), days));
            lastExpiry = expiry;
        }
        return expiry;
    }

    private ShockTable shocks() {
        if (groups.isEmpty()) {
            return ShockTable.allocate(0, rules.shockCount(), new int[0]);
        }
        List<ShockGroup> inOrder = List.copyOf(groups.keySet());
        int[] shock = rules.shocks(rules.grid(inOrder.getFirst().pair()));
        ShockTable shocks = ShockTable.allocate(inOrder.size(), rules.shockCount(), shock);
        for (int g = 0; g < inOrder.size(); g++) {
            ShockGroup group = inOrder.get(g);
            ScenarioGrid grid = rules.grid(group.pair());
            for (int s = 0; s < grid.size(); s++) {
                Scenario scenario = grid.get(s);
                double weight = rules.weight(scenario, group.pair(), group.settlement(), group.moveScale(), market);
                shocks.fill(g, s, rules.move(scenario, group.moveScale()), weight);
            }
        }
        return shocks;
    }
}
