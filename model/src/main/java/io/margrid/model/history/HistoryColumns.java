package io.margrid.model.history;

import io.margrid.model.margin.DeviationShocks;
import io.margrid.model.scenario.Scenario;
import io.margrid.model.scenario.ScenarioGrid;
import io.margrid.model.scenario.ScenarioTable;
import io.margrid.model.scenario.VolShock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Sets of scenarios one behind the other, as the scenarios and volatility shocks of a methodology. Vectors over
/// the joint grid have the first set's scenarios first.
///
/// Volatility of an option moves by the factor of its coin, alike for all strikes and expiries; time does not
/// pass. Scenarios in which no coin's volatility moves otherwise share a shock. Immutable.
public final class HistoryColumns {
    private final List<ScenarioSet> sets;
    private final int[] ends;
    private final Map<String, ScenarioGrid> grids = new HashMap<>();
    private final Map<String, double[]> factors = new HashMap<>();
    private final int[] shock;
    private final int shockCount;

    private HistoryColumns(List<ScenarioSet> sets) {
        this.sets = List.copyOf(sets);
        List<String> coins = this.sets.getFirst().coins();
        List<DatedScenario> all = new ArrayList<>();
        List<String> names = new ArrayList<>();
        this.ends = new int[this.sets.size()];
        for (int set = 0; set < ends.length; set++) {
            ScenarioSet one = this.sets.get(set);
            if (!one.coins().equals(coins)) {
                throw new IllegalArgumentException("%s must have the coins of %s, %s: %s"
                        .formatted(one.name(), this.sets.getFirst().name(), coins, one.coins()));
            }
            // Days of the first set need no more; a later set may have the same.
            String prefix = set == 0 ? "" : one.name() + " ";
            one.scenarios().forEach(scenario -> names.add(prefix + scenario.day()));
            all.addAll(one.scenarios());
            ends[set] = all.size();
        }
        Map<List<Double>, Integer> shocks = new LinkedHashMap<>();
        this.shock = all.stream()
                .mapToInt(scenario -> shocks.computeIfAbsent(
                        scenario.moves().stream().map(CoinMove::volatility).toList(), _ -> shocks.size()))
                .toArray();
        this.shockCount = shocks.size();
        for (int coin = 0; coin < coins.size(); coin++) {
            int at = coin;
            List<Scenario> scenarios = new ArrayList<>();
            for (int s = 0; s < all.size(); s++) {
                CoinMove move = all.get(s).moves().get(coin);
                scenarios.add(
                        new Scenario(ScenarioTable.HISTORY, s + 1, s + 1, move.price(), direction(move), names.get(s)));
            }
            grids.put(coins.get(coin), new ScenarioGrid(scenarios));
            factors.put(
                    coins.get(coin),
                    shocks.keySet().stream().mapToDouble(one -> one.get(at)).toArray());
        }
    }

    private static VolShock direction(CoinMove move) {
        if (move.volatility() > 1.0) {
            return VolShock.UP;
        }
        return move.volatility() < 1.0 ? VolShock.DOWN : VolShock.SAME;
    }

    /// The columns of sets.
    ///
    /// @param sets one or more, of the same coins
    /// @return the columns
    /// @throws IllegalArgumentException if coins differ or there are too many scenarios
    public static HistoryColumns of(List<ScenarioSet> sets) {
        return new HistoryColumns(sets);
    }

    /// The sets.
    ///
    /// @return in the order of the joint grid
    public List<ScenarioSet> sets() {
        return sets;
    }

    /// Whether the sets move a coin.
    ///
    /// @param coin lower-case code
    /// @return false if they do not
    public boolean has(String coin) {
        return grids.containsKey(coin);
    }

    /// The joint scenarios of a coin.
    ///
    /// @param coin one that the sets move
    /// @return named by their days, behind the name of the set for all but the first set
    public ScenarioGrid grid(String coin) {
        return grids.getOrDefault(coin, ScenarioGrid.EMPTY);
    }

    /// The profits of one set.
    ///
    /// @param set index of the set
    /// @param pnl over the joint grid
    /// @return its profits, losses in order
    /// @throws ArithmeticException if one is not finite
    public SortedLosses losses(int set, double[] pnl) {
        return SortedLosses.of(pnl, start(set), end(set));
    }

    /// Where a set begins in the joint grid.
    ///
    /// @param set index of the set
    /// @return its first scenario
    public int start(int set) {
        return set == 0 ? 0 : ends[set - 1];
    }

    /// Where a set ends in the joint grid.
    ///
    /// @param set index of the set
    /// @return after its last scenario
    public int end(int set) {
        return ends[set];
    }

    /// Which volatility shock each scenario of the joint grid uses.
    ///
    /// @return a new array
    int[] shocks() {
        return shock.clone();
    }

    /// The number of volatility shocks.
    ///
    /// @return one or more
    int shockCount() {
        return shockCount;
    }

    /// What the scenarios do to the volatility of options on a coin.
    ///
    /// @param coin one that the sets move
    /// @return the shocks
    DeviationShocks deviations(String coin) {
        double[] factor = factors.getOrDefault(coin, new double[0]);
        return (column, _, _, volatility, years) -> volatility * factor[column] * Math.sqrt(years);
    }
}
