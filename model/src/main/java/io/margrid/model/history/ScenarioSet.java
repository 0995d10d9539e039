package io.margrid.model.history;

import io.margrid.model.Limits;
import io.margrid.model.instrument.CurrencyPair;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/// Joint moves of coins over past days. A scenario is the same day for all coins, so profits of several coins are
/// summed scenario by scenario. Never changes.
///
/// @param name        lower-case, for example `stressed`
/// @param horizonDays days of the history that a move spans
/// @param coins       lower-case codes, each once
/// @param scenarios   in order of days
public record ScenarioSet(String name, int horizonDays, List<String> coins, List<DatedScenario> scenarios) {
    /// Longest horizon.
    public static final int HORIZON_MAX = 365;

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,32}");

    /// Copies the lists and checks that every scenario moves every coin.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public ScenarioSet {
        coins = List.copyOf(coins);
        scenarios = List.copyOf(scenarios);
        requireName(name);
        if (!(horizonDays >= 1 && horizonDays <= HORIZON_MAX)) {
            throw new IllegalArgumentException("horizon_days must be 1 to %d: %d".formatted(HORIZON_MAX, horizonDays));
        }
        if (!coins.stream().allMatch(CurrencyPair::isCode)) {
            throw new IllegalArgumentException("coins must be lower-case letters or digits: " + coins);
        }
        if (coins.isEmpty() || new HashSet<>(coins).size() != coins.size()) {
            throw new IllegalArgumentException("coins must be one or more, each once: " + coins);
        }
        if (scenarios.isEmpty() || scenarios.size() > Limits.SCENARIOS) {
            throw new IllegalArgumentException(
                    "scenarios must be 1 to %d: %d".formatted(Limits.SCENARIOS, scenarios.size()));
        }
        LocalDate before = LocalDate.MIN;
        for (DatedScenario scenario : scenarios) {
            if (scenario.moves().size() != coins.size()) {
                throw new IllegalArgumentException("%s must move %d coins: %d"
                        .formatted(
                                scenario.day(), coins.size(), scenario.moves().size()));
            }
            if (!scenario.day().isAfter(before)) {
                throw new IllegalArgumentException("dates must rise: %s after %s".formatted(scenario.day(), before));
            }
            before = scenario.day();
        }
    }

    /// Requires what reports can call a set or a group.
    ///
    /// @param name 1 to 32 lower-case letters, digits or underscores
    /// @throws IllegalArgumentException with the value
    public static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a name must be 1 to 32 lower-case letters, digits or underscores: \"%s\"".formatted(name));
        }
    }

    /// The number of scenarios.
    ///
    /// @return one or more
    public int size() {
        return scenarios.size();
    }

    /// The first day that a scenario ends on.
    ///
    /// @return the date
    public LocalDate first() {
        return scenarios.getFirst().day();
    }

    /// The last day that a scenario ends on.
    ///
    /// @return the date
    public LocalDate last() {
        return scenarios.getLast().day();
    }
}
