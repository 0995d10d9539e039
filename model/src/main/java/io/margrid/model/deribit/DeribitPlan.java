package io.margrid.model.deribit;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.revaluation.InstrumentTable;
import io.margrid.model.revaluation.ShockTable;
import io.margrid.model.scenario.Scenario;
import io.margrid.model.scenario.ScenarioGrid;
import io.margrid.model.scenario.VolShock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The columns of portfolio margin: what the scenarios do to each instrument of a call.
///
/// Instruments may come in any order. Those of one expiry share the power of the volatility shock, which is taken
/// again only where the expiry changes from one instrument to the next.
final class DeribitPlan {
    private static final VolShock[] SHOCKS = VolShock.values();

    private final DeribitParameters parameters;
    private final Map<CurrencyPair, ScenarioGrid> grids;
    private final InstrumentTable table;
    private final Map<ShockGroup, Integer> groups = new LinkedHashMap<>();
    private @Nullable ShockGroup lastGroup;
    private int lastGroupIndex;
    private @Nullable OptionExpiry lastExpiry;

    private DeribitPlan(DeribitParameters parameters, Map<CurrencyPair, ScenarioGrid> grids, int size) {
        this.parameters = parameters;
        this.grids = grids;
        this.table = InstrumentTable.allocate(size, DeribitGrid.VOL_SHOCKS);
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
    private record OptionExpiry(CurrencyPair pair, Instant expiresAt, VolatilityShocks shocks) {
        boolean has(OptionContract option) {
            return expiresAt.equals(option.expiresAt()) && pair.equals(option.pair());
        }
    }

    /// Columns of instruments that have no problem in a market, in their order.
    static RevaluationPlan of(
            DeribitParameters parameters,
            Map<CurrencyPair, ScenarioGrid> grids,
            List<Instrument> instruments,
            MarketSnapshot market) {
        DeribitPlan plan = new DeribitPlan(parameters, grids, instruments.size());
        for (int i = 0; i < instruments.size(); i++) {
            plan.fill(i, QuotedInstrument.of(instruments.get(i), market));
        }
        return new RevaluationPlan(plan.table, plan.shocks());
    }

    /// Whether an option's profit counts from the published mark. In the settlement window it never does: shocked
    /// values there are at the averaged forward, which the mark does not share, so that even an unmoved cell would
    /// show a profit.
    static boolean countsFromMark(DeribitParameters parameters, double elapsedWindow) {
        return parameters.assumptions().baseValue() == DeribitAssumptions.BaseValue.MARK && elapsedWindow == 0.0;
    }

    private void fill(int row, QuotedInstrument quoted) {
        DeribitValuation.fill(table, row, quoted);
        Instrument instrument = quoted.instrument();
        if (instrument instanceof OptionContract option) {
            fillShocks(row, option, quoted);
        }
        table.shockGroup()[row] = group(instrument, quoted.moveScale());
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
        if (countsFromMark(parameters, quoted.elapsedWindow())) {
            table.givenBase()[row] = quoted.markPrice().orElseThrow();
        }
        VolatilityShocks shocks = shocks(option, quoted);
        double root = Math.sqrt(table.years()[row]);
        for (VolShock shock : SHOCKS) {
            table.shockedDeviation()[DeribitGrid.column(shock) * table.size() + row] =
                    shocks.shocked(shock, quoted.volatility()) * root;
        }
    }

    private VolatilityShocks shocks(OptionContract option, QuotedInstrument quoted) {
        OptionExpiry expiry = lastExpiry;
        if (expiry == null || !expiry.has(option)) {
            double days = DeribitClock.days(quoted.pair().asOf(), option.expiresAt());
            expiry = new OptionExpiry(
                    option.pair(),
                    option.expiresAt(),
                    VolatilityShocks.of(days, parameters.pair(option.pair()), parameters.assumptions()));
            lastExpiry = expiry;
        }
        return expiry.shocks();
    }

    private ShockTable shocks() {
        if (groups.isEmpty()) {
            return ShockTable.allocate(0, DeribitGrid.VOL_SHOCKS, new int[0]);
        }
        List<ShockGroup> inOrder = List.copyOf(groups.keySet());
        int[] volShock = grid(inOrder.getFirst().pair()).scenarios().stream()
                .mapToInt(s -> DeribitGrid.column(s.volShock()))
                .toArray();
        ShockTable shocks = ShockTable.allocate(inOrder.size(), DeribitGrid.VOL_SHOCKS, volShock);
        for (int g = 0; g < inOrder.size(); g++) {
            ShockGroup group = inOrder.get(g);
            PairParameters pair = parameters.pair(group.pair());
            ScenarioGrid grid = grid(group.pair());
            for (int s = 0; s < grid.size(); s++) {
                Scenario scenario = grid.get(s);
                double weight = DeribitGrid.weight(
                        scenario, group.settlement(), pair, parameters.assumptions(), group.moveScale());
                shocks.fill(g, s, scenario.priceMove() * group.moveScale(), weight);
            }
        }
        return shocks;
    }

    private ScenarioGrid grid(CurrencyPair pair) {
        return grids.getOrDefault(pair, ScenarioGrid.EMPTY);
    }
}
