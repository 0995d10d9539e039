package io.margrid.host.backend;

import io.margrid.model.revaluation.BackendException.Fault;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// What a guard has counted since it was opened.
///
/// @param deviceBatches   batches whose figures came from the device
/// @param fallbacks       batches whose figures came from the CPU instead, by the fault that the device had or
///                        rests for, a number for each kind
/// @param refusedBatches  batches that failed, because the device was named and could not compute
/// @param faults          faults of the device by kind, a number for each kind
/// @param crossChecks     batches computed a second time
/// @param mismatches      cross-checks that found a difference
/// @param quarantines     times the device was taken out of use
/// @param probes          times it was opened and tested again
/// @param returns         times it passed and was used again
/// @param hungThreads     device threads left behind that have not come back
public record GuardStatistics(
        long deviceBatches,
        Map<Fault, Long> fallbacks,
        long refusedBatches,
        Map<Fault, Long> faults,
        long crossChecks,
        long mismatches,
        long quarantines,
        long probes,
        long returns,
        int hungThreads) {
    /// Copies the maps.
    public GuardStatistics {
        fallbacks = Collections.unmodifiableMap(new EnumMap<>(fallbacks));
        faults = Collections.unmodifiableMap(new EnumMap<>(faults));
    }

    /// How many batches' figures came from the CPU instead.
    ///
    /// @return of all faults together
    public long fallbackBatches() {
        return fallbacks.values().stream().mapToLong(Long::longValue).sum();
    }
}
