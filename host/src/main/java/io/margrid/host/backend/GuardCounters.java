package io.margrid.host.backend;

import io.margrid.model.revaluation.BackendException.Fault;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Counters behind [GuardStatistics]: the guard's caller counts, anybody may read.
final class GuardCounters {
    final AtomicLong deviceBatches = new AtomicLong();
    final AtomicLong fallbackBatches = new AtomicLong();
    final AtomicLong refusedBatches = new AtomicLong();
    final AtomicLong crossChecks = new AtomicLong();
    final AtomicLong mismatches = new AtomicLong();
    final AtomicLong quarantines = new AtomicLong();
    final AtomicLong probes = new AtomicLong();
    final AtomicLong returns = new AtomicLong();

    /// Counted down by the hung thread itself, if it comes back.
    final AtomicInteger hungThreads = new AtomicInteger();

    private final Map<Fault, AtomicLong> faults = new EnumMap<>(Fault.class);

    GuardCounters() {
        for (Fault fault : Fault.values()) {
            faults.put(fault, new AtomicLong());
        }
    }

    void add(Fault fault) {
        AtomicLong count = faults.get(fault);
        if (count != null) {
            count.incrementAndGet();
        }
    }

    GuardStatistics snapshot() {
        Map<Fault, Long> byFault = new EnumMap<>(Fault.class);
        faults.forEach((fault, count) -> byFault.put(fault, count.get()));
        return new GuardStatistics(
                deviceBatches.get(),
                fallbackBatches.get(),
                refusedBatches.get(),
                byFault,
                crossChecks.get(),
                mismatches.get(),
                quarantines.get(),
                probes.get(),
                returns.get(),
                hungThreads.get());
    }
}
