package io.margrid.model.deribit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// What names stand for, kept so that a name is parsed once. It never holds more than a fixed number: one name
/// more empties it, so whoever sends made-up names makes others parse again, and no more. Safe for use by many
/// threads.
///
/// @param <T> an immutable type
final class NameCache<T> {
    private final Map<String, T> known = new ConcurrentHashMap<>();
    private final int most;

    /// An empty cache.
    ///
    /// @param most the most names that it keeps, but for threads that add one at the same time
    NameCache(int most) {
        this.most = most;
    }

    /// What a name stands for.
    ///
    /// @param name   the name
    /// @param parser makes what is not known; what it throws is not kept
    /// @return the same object as long as it is kept
    T get(String name, Function<String, T> parser) {
        T value = known.get(name);
        if (value == null) {
            value = parser.apply(name);
            if (known.size() >= most) {
                known.clear();
            }
            T before = known.putIfAbsent(name, value);
            value = before == null ? value : before;
        }
        return value;
    }

    /// How many names it keeps.
    int size() {
        return known.size();
    }
}
