package io.margrid.model.generic;

import io.margrid.model.margin.ParameterHead;
import io.margrid.model.margin.ParameterSet;
import io.margrid.model.matrix.CoinClasses;
import io.margrid.model.matrix.CoinGrid;
import io.margrid.model.matrix.MoveTable;
import io.margrid.model.matrix.Rates;
import io.margrid.model.scenario.RelativeVolatilityShock;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Figures of [GenericMargin]. Never changes.
///
/// @param head                 name, day, evidence, source and hash
/// @param classes              scenarios and floor of each class of coins
/// @param groups               coins with a correlation credit, by name of the group; a coin is in one group at
///     most
/// @param correlationBreakdown whether all credits count as zero
/// @param initialFactor        initial over maintenance margin, 1 or more
public record GenericParameters(
        ParameterHead head,
        CoinClasses<Coin> classes,
        Map<String, Group> groups,
        boolean correlationBreakdown,
        double initialFactor)
        implements ParameterSet {
    /// Figures of a coin.
    ///
    /// @param table      scenarios
    /// @param volatility shock of volatility
    /// @param floorRate  least margin as a part of the gross notional of futures and short options
    public record Coin(MoveTable table, RelativeVolatilityShock volatility, double floorRate) implements CoinGrid {
        /// Checks the rate.
        ///
        /// @throws IllegalArgumentException naming the field and the value
        public Coin {
            Rates.requireFraction("floor_rate", floorRate);
        }
    }

    /// Coins whose losses are offset by each other's gains.
    ///
    /// @param coins  lower-case codes
    /// @param credit part of the diversification that counts: 0 for none of it, 1 for all
    public record Group(List<String> coins, double credit) {
        /// Copies the list and checks the credit.
        ///
        /// @throws IllegalArgumentException naming the field and the value
        public Group {
            coins = List.copyOf(coins);
            Rates.requireFraction("credit", credit);
        }
    }

    /// Copies the maps and checks that they fit together.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public GenericParameters {
        groups = Collections.unmodifiableMap(new TreeMap<>(groups));
        Rates.requireRange("initial_factor", initialFactor, 1.0, 100.0);
        MoveTable.requireOneShape(
                classes.classes().values().stream().map(Coin::table).toList());
        Map<String, String> seen = new HashMap<>();
        groups.forEach((name, group) -> group.coins().forEach(coin -> {
            String before = seen.put(coin, name);
            if (before != null) {
                throw new IllegalArgumentException(
                        "groups: %s is in %s and in %s; a coin is in one group at most".formatted(coin, before, name));
            }
            if (classes.of(coin).isEmpty()) {
                throw new IllegalArgumentException("groups.%s: %s has no class".formatted(name, coin));
            }
        }));
    }

    @Override
    public List<String> covers() {
        return classes.covers();
    }

    /// The group of a coin.
    ///
    /// @param coin lower-case code
    /// @return its name; empty if it is in none
    Optional<String> group(String coin) {
        return groups.entrySet().stream()
                .filter(group -> group.getValue().coins().contains(coin))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// The credit of a risk unit.
    ///
    /// @param unit name of a group or of a coin
    /// @return a fraction; 0 for a single coin, and in a breakdown of correlation
    double credit(String unit) {
        Group group = groups.get(unit);
        return group == null || correlationBreakdown ? 0.0 : group.credit();
    }
}
