package io.margrid.host.backend;

import io.margrid.model.revaluation.BackendException.Fault;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Counters behind [GuardStatistics]: the guard's caller counts, anybody may read.
final class GuardCounters {
    final AtomicLong deviceBatches = new AtomicLong();
    final AtomicLong refusedBatches = new AtomicLong();
    final AtomicLong crossChecks = new AtomicLong();
    final AtomicLong mismatches = new AtomicLong();
    final AtomicLong quarantines = new AtomicLong();
    final AtomicLong probes = new AtomicLong();
    final AtomicLong returns = new AtomicLong();

    /// Counted down by the hung thread itself, if it comes back.
    final AtomicInteger hungThreads = new AtomicInteger();

    private final Map<Fault, AtomicLong> faults = zeros();
    private final Map<Fault, AtomicLong> fallbacks = zeros();

    private static Map<Fault, AtomicLong> zeros() {
        Map<Fault, AtomicLong> counts = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            counts.put(fault, new AtomicLong());
        }
        return counts;
    }

    void add(Fault fault) {
        add(faults, fault);
    }

    /// A batch was computed in the device's place.
    ///
    /// @param fault why
    void addFallback(Fault fault) {
        add(fallbacks, fault);
    }

    private static void add(Map<Fault, AtomicLong> counts, Fault fault) {
        AtomicLong count = counts.get(fault);
        if (count != null) {
            count.incrementAndGet();
        }
    }

    private static Map<Fault, Long> values(Map<Fault, AtomicLong> counts) {
        Map<Fault, Long> values = new EnumMap<>(Fault.class);
        counts.forEach((fault, count) -> values.put(fault, count.get()));
        return values;
    }

    GuardStatistics snapshot() {
        return new GuardStatistics(
                deviceBatches.get(),
                values(fallbacks),
                refusedBatches.get(),
                values(faults),
                crossChecks.get(),
                mismatches.get(),
                quarantines.get(),
                probes.get(),
                returns.get(),
                hungThreads.get());
    }
}
