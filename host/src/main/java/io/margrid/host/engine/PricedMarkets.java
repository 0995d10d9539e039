package io.margrid.host.engine;

import io.margrid.model.instrument.Instrument;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.ParameterSet;
import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.market.MarketSnapshot;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;

/// Risk vectors of markets that stay, each priced once for a model and parameter set and kept within a bound of
/// memory; the one that was asked for longest ago goes first. Safe for use by many threads.
final class PricedMarkets {
    private final Revaluer revaluer;
    private final long bytesMax;
    private final ReentrantLock lock = new ReentrantLock();

    /// In the order of their last use.
    private final Map<Key, CompletableFuture<PricedMarket>> entries = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;
    private long hits;
    private long misses;
    private long evictions;

    /// Markets priced by a revaluer.
    ///
    /// @param bytesMax most memory that vectors may take, by estimate; 0 keeps none
    PricedMarkets(Revaluer revaluer, long bytesMax) {
        this.revaluer = revaluer;
        this.bytesMax = bytesMax;
    }

    /// The same objects: a snapshot and a parameter set never change, and to compare their contents would take as
    /// long as to price.
    private record Key(MarketSnapshot market, String model, ParameterSet parameters) {
        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(Object other) {
            return other instanceof Key key
                    && market == key.market
                    && parameters == key.parameters
                    && model.equals(key.model);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * System.identityHashCode(market) + System.identityHashCode(parameters)) + model.hashCode();
        }
    }

    /// A market with its vectors, priced now if it was not before. Of several calls at once one prices, and the
    /// others wait for it.
    ///
    /// @param terms of the call; a price that others wait for outlives it, so only its priority and tenant count
    /// @return empty if the market is too large to be kept
    /// @throws RuntimeException what pricing threw; the next call tries again
    Optional<PricedMarket> get(MarginModel model, MarketSnapshot market, CallTerms terms) {
        Key key = new Key(market, model.id(), model.parameters());
        CompletableFuture<PricedMarket> mine = new CompletableFuture<>();
        CompletableFuture<PricedMarket> known;
        lock.lock();
        try {
            known = entries.putIfAbsent(key, mine);
            if (known == null) {
                misses++;
            } else {
                // Reading moves it to the end of the order.
                known = entries.get(key);
                hits++;
            }
        } finally {
            lock.unlock();
        }
        if (known != null) {
            return found(known);
        }
        try {
            Optional<PricedMarket> priced = price(model, market, terms);
            keep(key, priced);
            // Without a value: too large, as those who waited will find too.
            mine.complete(priced.orElse(null));
            return priced;
        } catch (RuntimeException | Error e) {
            forget(key);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private static Optional<PricedMarket> found(CompletableFuture<PricedMarket> known) {
        try {
            return Optional.ofNullable(known.join());
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw e;
            }
        }
    }

    private Optional<PricedMarket> price(MarginModel model, MarketSnapshot market, CallTerms terms) {
        List<Instrument> instruments = PricedMarket.instruments(model, market);
        RevaluationPlan plan = model.plan(instruments, market);
        if (PricedMarket.bytes(instruments.size(), plan.shocks().scenarios()) > bytesMax) {
            return Optional.empty();
        }
        CallTerms own = new CallTerms(terms.tenant(), terms.priority(), CallTerms.NO_DEADLINE, Cancellation.NEVER);
        return Optional.of(PricedMarket.of(instruments, plan, revaluer, own));
    }

    private void keep(Key key, Optional<PricedMarket> priced) {
        lock.lock();
        try {
            bytes += priced.map(PricedMarket::bytes).orElse(0L);
            Iterator<Map.Entry<Key, CompletableFuture<PricedMarket>>> oldest =
                    entries.entrySet().iterator();
            while (bytes > bytesMax && oldest.hasNext()) {
                Map.Entry<Key, CompletableFuture<PricedMarket>> entry = oldest.next();
                PricedMarket other =
                        entry.getKey().equals(key) ? null : entry.getValue().getNow(null);
                if (other != null) {
                    oldest.remove();
                    bytes -= other.bytes();
                    evictions++;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void forget(Key key) {
        lock.lock();
        try {
            entries.remove(key);
        } finally {
            lock.unlock();
        }
    }

    /// Lets go of a market that nobody can name any more.
    void drop(MarketSnapshot market) {
        lock.lock();
        try {
            entries.entrySet().removeIf(entry -> {
                boolean gone =
                        entry.getKey().market() == market && entry.getValue().isDone();
                if (gone) {
                    bytes -= bytes(entry.getValue());
                }
                return gone;
            });
        } finally {
            lock.unlock();
        }
    }

    private static long bytes(CompletableFuture<PricedMarket> done) {
        PricedMarket priced = done.getNow(null);
        return priced == null ? 0 : priced.bytes();
    }

    /// What is kept, and what became of the calls.
    VectorCacheStatistics statistics() {
        lock.lock();
        try {
            long kept = entries.values().stream()
                    .filter(entry -> entry.isDone() && bytes(entry) > 0)
                    .count();
            return new VectorCacheStatistics(kept, bytes, hits, misses, evictions);
        } finally {
            lock.unlock();
        }
    }
}
