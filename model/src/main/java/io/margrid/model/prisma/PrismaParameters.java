package io.margrid.model.prisma;

import io.margrid.model.history.HistoryColumns;
import io.margrid.model.history.ScenarioSet;
import io.margrid.model.margin.ParameterHead;
import io.margrid.model.margin.ParameterSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Figures of [PrismaMargin]. Never changes.
///
/// @param head              name, day, evidence, source and hash
/// @param groups            liquidation groups: coins that net, by name of the group; a coin is in one at most
/// @param sets              risk measure sets, of the same coins and horizon; the first is the historical one
/// @param combination       what is made of the sets
/// @param compressionErrors USD per base coin, by name of compressed instruments
/// @param liquidity         add-on for size
public record PrismaParameters(
        ParameterHead head,
        Map<String, List<String>> groups,
        List<RiskSet> sets,
        Combination combination,
        Map<String, Double> compressionErrors,
        Liquidity liquidity)
        implements ParameterSet {
    /// What market risk is made of the weighted sets.
    public enum Combination {
        /// The largest.
        MAXIMUM,
        /// Their sum.
        SUM
    }

    /// Copies the figures and checks that they fit together.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public PrismaParameters {
        TreeMap<String, List<String>> copy = new TreeMap<>();
        groups.forEach((name, coins) -> copy.put(name, List.copyOf(coins)));
        groups = Collections.unmodifiableMap(copy);
        sets = List.copyOf(sets);
        compressionErrors = Collections.unmodifiableMap(new TreeMap<>(compressionErrors));
        if (sets.isEmpty()) {
            throw new IllegalArgumentException("sets must be one or more");
        }
        ScenarioSet first = sets.getFirst().scenarios();
        TreeMap<String, String> seen = new TreeMap<>();
        groups.keySet().forEach(ScenarioSet::requireName);
        groups.forEach((name, coins) -> coins.forEach(coin -> {
            String before = seen.put(coin, name);
            if (before != null) {
                throw new IllegalArgumentException(
                        "groups: %s is in %s and in %s; a coin is in one group".formatted(coin, before, name));
            }
            if (!first.coins().contains(coin)) {
                throw new IllegalArgumentException("groups.%s: no set moves %s".formatted(name, coin));
            }
        }));
        for (RiskSet set : sets) {
            if (set.scenarios().horizonDays() != first.horizonDays()) {
                throw new IllegalArgumentException("%s.horizon_days must be that of %s, %d: %d"
                        .formatted(
                                set.scenarios().name(),
                                first.name(),
                                first.horizonDays(),
                                set.scenarios().horizonDays()));
            }
        }
        compressionErrors.forEach((name, error) -> {
            if (!(error >= 0.0 && error < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "compression_errors.%s must be 0 or more: %s".formatted(name, error));
            }
        });
        HistoryColumns.of(scenarios(sets));
    }

    private static List<ScenarioSet> scenarios(List<RiskSet> sets) {
        return sets.stream().map(RiskSet::scenarios).toList();
    }

    /// The scenarios of all sets.
    ///
    /// @return in the order of [#sets]
    List<ScenarioSet> scenarios() {
        return scenarios(sets);
    }

    /// The group of a coin.
    ///
    /// @param coin lower-case code
    /// @return its name; empty if it is in none
    Optional<String> group(String coin) {
        return groups.entrySet().stream()
                .filter(group -> group.getValue().contains(coin))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public List<String> covers() {
        return groups.values().stream().flatMap(List::stream).sorted().toList();
    }
}
