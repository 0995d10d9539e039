package io.margrid.host.store;

import io.margrid.model.market.MarketSnapshot;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The markets that calls can name: those that a server starts with, which stay, and those that are published to
/// it, of which the oldest are dropped for new ones, but never the last. Safe for use by many threads.
public final class SnapshotStore {
    /// Name of the snapshot published last and, before any was published, of the first of those of the start.
    public static final String LATEST = "latest";

    private static final Set<String> RESERVED = Set.of(LATEST, "inline");

    private final StoreLimits limits;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, StoredSnapshot> byId = new HashMap<>();
    private final TreeMap<Long, StoredSnapshot> byAge = new TreeMap<>();
    private final int started;
    private volatile Consumer<StoredSnapshot> whenDropped = _ -> {};
    private long publishedBytes;
    private long namesMade;

    /// A store with the markets of the start.
    ///
    /// @param start  markets with names of their own, the default first
    /// @param limits how much is kept beside them
    /// @param clock  tells when something is published
    /// @throws IllegalArgumentException if a name is reserved, empty or there twice
    public SnapshotStore(List<MarketSnapshot> start, StoreLimits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
        for (MarketSnapshot market : start.reversed()) {
            requireFree(market.id());
            MarketQuotes quotes = MarketQuotes.of(market);
            keep(snapshot(quotes, quotes.build(market.id()), ContentHash.of(quotes)));
        }
        started = byId.size();
    }

    /// Tells somebody of snapshots that are dropped, under the store's lock.
    ///
    /// @param action must be quick and must not throw
    public void whenDropped(Consumer<StoredSnapshot> action) {
        whenDropped = action;
    }

    private void requireFree(String id) {
        if (id.isEmpty() || isReserved(id) || byId.containsKey(id)) {
            throw new IllegalArgumentException("the name of a snapshot is empty, reserved or taken: \"" + id + '"');
        }
    }

    /// Whether no snapshot can have a name, since it means something else in requests and answers.
    ///
    /// @param id the name
    /// @return true if it is reserved
    public static boolean isReserved(String id) {
        return RESERVED.contains(id);
    }

    /// A snapshot by name.
    ///
    /// @param id its name; [#LATEST], or empty, is the one published last
    /// @return empty if there is none of that name
    public Optional<StoredSnapshot> find(String id) {
        lock.lock();
        try {
            return id.isEmpty() || id.equals(LATEST)
                    ? Optional.ofNullable(byAge.lastEntry()).map(Map.Entry::getValue)
                    : Optional.ofNullable(byId.get(id));
        } finally {
            lock.unlock();
        }
    }

    /// The snapshot published last and, before any was published, the first of those of the start.
    ///
    /// @return empty if there is none at all
    public Optional<StoredSnapshot> latest() {
        return find(LATEST);
    }

    /// Snapshots, the one published last first; those of the start come last, the default first.
    ///
    /// @param before lists snapshots of lower [sequence][StoredSnapshot#sequence] only; `Long.MAX_VALUE` lists all
    /// @param most   the most to list
    /// @return the snapshots
    public List<StoredSnapshot> list(long before, int most) {
        lock.lock();
        try {
            return byAge.headMap(before, false).descendingMap().values().stream()
                    .limit(most)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /// Keeps a market. The same name with the same quotes gives the snapshot that is there, which does not become
    /// the last again.
    ///
    /// @param id     its name, not reserved; empty to let the store choose one
    /// @param quotes what it is made of
    /// @return the snapshot
    /// @throws NameTakenException if a snapshot of other quotes has the name
    /// @throws StoreFullException if it alone takes more memory than all may take
    public StoredSnapshot publish(String id, MarketQuotes quotes) {
        if (isReserved(id)) {
            throw new IllegalArgumentException("the name is reserved: " + id);
        }
        // All that takes time comes before the lock.
        BuiltMarket built = quotes.build(id);
        String sha256 = ContentHash.of(quotes);
        lock.lock();
        try {
            StoredSnapshot same = byId.get(id);
            if (same != null) {
                if (!same.sha256().equals(sha256)) {
                    throw new NameTakenException(NameTakenException.Kind.SNAPSHOT, id, same.sha256());
                }
                return same;
            }
            String name = id.isEmpty() ? newName() : id;
            StoredSnapshot snapshot =
                    snapshot(quotes, new BuiltMarket(built.snapshot().named(name), built.unusable()), sha256);
            if (snapshot.bytes() > limits.bytes()) {
                throw new StoreFullException(
                        StoreFullException.Reason.SNAPSHOT_TOO_LARGE, limits.bytes(), snapshot.bytes());
            }
            keep(snapshot);
            publishedBytes += snapshot.bytes();
            dropOldest();
            return snapshot;
        } finally {
            lock.unlock();
        }
    }

    private StoredSnapshot snapshot(MarketQuotes quotes, BuiltMarket built, String sha256) {
        return new StoredSnapshot(byAge.isEmpty() ? 1 : byAge.lastKey() + 1, quotes, built, sha256, clock.instant());
    }

    private void keep(StoredSnapshot snapshot) {
        byId.put(snapshot.id(), snapshot);
        byAge.put(snapshot.sequence(), snapshot);
    }

    private String newName() {
        String name;
        do {
            namesMade++;
            name = "snapshot-%s-%d".formatted(clock.instant().truncatedTo(ChronoUnit.SECONDS), namesMade);
        } while (byId.containsKey(name));
        return name;
    }

    private void dropOldest() {
        List<StoredSnapshot> published =
                new ArrayList<>(byAge.tailMap((long) started, false).values());
        for (int i = 0; i < published.size() - 1 && isOver(); i++) {
            StoredSnapshot oldest = published.get(i);
            byId.remove(oldest.id());
            byAge.remove(oldest.sequence());
            publishedBytes -= oldest.bytes();
            whenDropped.accept(oldest);
        }
    }

    private boolean isOver() {
        return byId.size() - started > limits.snapshots() || publishedBytes > limits.bytes();
    }
}
