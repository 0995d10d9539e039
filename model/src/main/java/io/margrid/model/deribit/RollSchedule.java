package io.margrid.model.deribit;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// The expiries of one netting set as slots, each with its rate of the roll shock.
///
///     roll_shock = sum over rates r, ascending, of r * (sum over the slots of that rate of |delta_slot|)
///
/// Deltas with the same rate are added before they are multiplied: this gives the exchange's own last digit. The
/// order of the sums does not depend on who holds what, so slots that a book has nothing in change no bit.
final class RollSchedule {
    /// Ascending, what never expires last.
    private static final Comparator<Optional<Instant>> BY_TIME =
            Comparator.comparing(expiry -> expiry.orElse(Instant.MAX));

    private final Map<Optional<Instant>, Integer> slots = new HashMap<>();
    private final double[] rates;

    /// @param expiries expiries of instruments, repeated or not
    /// @param rate     rate of an expiry, zero or more
    RollSchedule(Collection<Optional<Instant>> expiries, ToDoubleFunction<Optional<Instant>> rate) {
        List<Slot> ordered = new HashSet<>(expiries)
                .stream()
                        .map(expiry -> new Slot(expiry, rate.applyAsDouble(expiry)))
                        .sorted()
                        .toList();
        ordered.forEach(slot -> slots.put(slot.expiry(), slots.size()));
        rates = ordered.stream().mapToDouble(Slot::rate).toArray();
    }

    /// Slots of one rate stand together.
    private record Slot(Optional<Instant> expiry, double rate) implements Comparable<Slot> {
        @Override
        public int compareTo(Slot other) {
            int byRate = Double.compare(rate, other.rate);
            return byRate != 0 ? byRate : BY_TIME.compare(expiry, other.expiry);
        }
    }

    /// The number of slots.
    int size() {
        return rates.length;
    }

    /// The slot of an expiry, which is one of those given.
    int slot(Optional<Instant> expiry) {
        return Objects.requireNonNull(slots.get(expiry));
    }

    /// The sum.
    ///
    /// @param deltas one for each slot, in base coins; left as zeros
    /// @return base coins
    double charge(double[] deltas) {
        double sum = 0.0;
        double gross = 0.0;
        for (int slot = 0; slot < rates.length; slot++) {
            gross += Math.abs(deltas[slot]);
            deltas[slot] = 0.0;
            if (slot + 1 == rates.length || rates[slot + 1] != rates[slot]) {
                sum += gross * rates[slot];
                gross = 0.0;
            }
        }
        return sum;
    }
}
