package io.margrid.model.matrix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Figures by class of coin, as venues print them: some classes, the coins of each, and often one for all others.
///
/// @param classes the figures of each class
/// @param coins   the class of each coin that is named
/// @param others  the class of every other coin; empty if there is none
/// @param <T>     the figures
public record CoinClasses<T>(Map<String, T> classes, Map<String, String> coins, Optional<String> others) {
    /// Copies the maps and checks the names.
    ///
    /// @throws IllegalArgumentException if a class is named that has no figures
    public CoinClasses {
        classes = Collections.unmodifiableMap(new TreeMap<>(classes));
        coins = Collections.unmodifiableMap(new TreeMap<>(coins));
        for (Map.Entry<String, String> coin : coins.entrySet()) {
            requireClass("coins." + coin.getKey(), coin.getValue(), classes);
        }
        if (others.isPresent()) {
            requireClass("others", others.get(), classes);
        }
    }

    private static void requireClass(String field, String name, Map<String, ?> classes) {
        if (!classes.containsKey(name)) {
            throw new IllegalArgumentException(
                    "%s must be one of the classes %s: \"%s\"".formatted(field, classes.keySet(), name));
        }
    }

    /// The figures of a coin.
    ///
    /// @param coin lower-case code
    /// @return empty if the coin has no class
    public Optional<T> of(String coin) {
        return Optional.ofNullable(coins.get(coin)).or(() -> others).map(classes::get);
    }

    /// The coins that are named, and `*` if there is a class for all others.
    ///
    /// @return in order
    public List<String> covers() {
        List<String> names = new ArrayList<>(coins.keySet());
        others.ifPresent(_ -> names.add("*"));
        return List.copyOf(names);
    }
}
