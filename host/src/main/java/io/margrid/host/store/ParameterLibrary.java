package io.margrid.host.store;

import io.margrid.host.engine.Methodology;
import io.margrid.host.parameters.ParameterStore;
import io.margrid.model.margin.ParameterSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// The parameter sets that calls can name: those that a server starts with, and those that are added while it
/// runs. None changes and none is dropped. Safe for use by many threads.
public final class ParameterLibrary {
    /// Most sets that can be added.
    public static final int ADDED_MAX = 1_000;

    /// Most bytes of the files of all sets that are added: 64 MiB.
    public static final long ADDED_BYTES_MAX = 64L << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, ParameterStore.Entry> byId = new LinkedHashMap<>();
    private final ParameterStore.Entry defaults;
    private final int started;
    private long addedBytes;

    /// A library with the sets of the start.
    ///
    /// @param start sets with names of their own, the default first
    /// @throws IllegalArgumentException if there is none, or two have the same name
    public ParameterLibrary(List<ParameterStore.Entry> start) {
        if (start.isEmpty()) {
            throw new IllegalArgumentException("start must have a set");
        }
        for (ParameterStore.Entry entry : start) {
            if (byId.put(entry.parameters().id(), entry) != null) {
                throw new IllegalArgumentException(
                        "start has two sets named " + entry.parameters().id());
            }
        }
        defaults = start.getFirst();
        started = byId.size();
    }

    /// A library that starts with a default and others.
    ///
    /// @param defaults the set of requests that name none
    /// @param others   sets with names of their own; one of the default's name, which may be another state of it,
    ///     is left out
    /// @return the library
    public static ParameterLibrary of(ParameterStore.Entry defaults, List<ParameterStore.Entry> others) {
        String id = defaults.parameters().id();
        return new ParameterLibrary(Stream.concat(
                        Stream.of(defaults),
                        others.stream().filter(set -> !set.parameters().id().equals(id)))
                .toList());
    }

    /// The set of requests that name none.
    ///
    /// @return the first set of the start
    public ParameterStore.Entry defaults() {
        return defaults;
    }

    /// The set that a methodology takes where none is named: the library's default if it is one of its own.
    ///
    /// @param methodology the methodology
    /// @return a set that it takes; empty if the library has none for it
    public Optional<ParameterSet> defaultOf(Methodology methodology) {
        ParameterSet first = defaults.parameters();
        return methodology.takes(first)
                ? Optional.of(first)
                : find(methodology.defaultSet()).map(ParameterStore.Entry::parameters);
    }

    /// A set by name.
    ///
    /// @param id its name; empty is the default
    /// @return empty if there is none of that name
    public Optional<ParameterStore.Entry> find(String id) {
        if (id.isEmpty()) {
            return Optional.of(defaults);
        }
        lock.lock();
        try {
            return Optional.ofNullable(byId.get(id));
        } finally {
            lock.unlock();
        }
    }

    /// Every set.
    ///
    /// @return the default first, then the others of the start, then those that were added, in that order
    public List<ParameterStore.Entry> all() {
        lock.lock();
        try {
            return new ArrayList<>(byId.values());
        } finally {
            lock.unlock();
        }
    }

    /// Adds a set. The same name with the same file gives the set that is there.
    ///
    /// @param entry the set
    /// @return the set
    /// @throws NameTakenException if a set of another file has the name
    /// @throws StoreFullException if too much was added already
    public ParameterStore.Entry add(ParameterStore.Entry entry) {
        String id = entry.parameters().id();
        long bytes = entry.bytes().length;
        lock.lock();
        try {
            ParameterStore.Entry same = byId.get(id);
            if (same != null) {
                if (!same.parameters().sha256().equals(entry.parameters().sha256())) {
                    throw new NameTakenException(
                            NameTakenException.Kind.PARAMETER_SET,
                            id,
                            same.parameters().sha256());
                }
                return same;
            }
            int added = byId.size() - started + 1;
            if (added > ADDED_MAX) {
                throw new StoreFullException(StoreFullException.Reason.TOO_MANY_PARAMETER_SETS, ADDED_MAX, added);
            }
            if (addedBytes + bytes > ADDED_BYTES_MAX) {
                throw new StoreFullException(
                        StoreFullException.Reason.PARAMETER_SETS_TOO_LARGE, ADDED_BYTES_MAX, addedBytes + bytes);
            }
            addedBytes += bytes;
            byId.put(id, entry);
            return entry;
        } finally {
            lock.unlock();
        }
    }
}
