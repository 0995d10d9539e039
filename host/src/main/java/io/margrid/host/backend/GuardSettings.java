package io.margrid.host.backend;

import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violations;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.RevaluationBatch;
import java.util.Locale;
import java.util.Properties;

/// How a device is guarded, see [GuardedBackend]. Each component is a system property: `margrid.guard.` and its
/// name.
///
/// @param crossCheckEvery one batch in so many is computed again on the CPU, chosen at random; 0 for none
/// @param watchdogMillis  how long a call may take, whatever its size
/// @param nanosPerCell    how much longer for each price: instruments times scenarios
/// @param nanosPerSum     how much longer for each term of a sum: entries of books times scenarios
/// @param openMillis      how long opening a device and asking it for the known answer may take
/// @param retryMillis     how long a device rests after a fault before it is tested again
/// @param retryMaxMillis  the longest rest; each fault that follows soon doubles it up to here
public record GuardSettings(
        int crossCheckEvery,
        int watchdogMillis,
        int nanosPerCell,
        int nanosPerSum,
        int openMillis,
        int retryMillis,
        int retryMaxMillis) {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /// A component's property, default and range.
    enum Property {
        CROSS_CHECK_EVERY("crossCheckEvery", 1000, 0, 1_000_000_000),
        // A hung call is computed again on the CPU after it, and both shall take less than a second.
        WATCHDOG_MILLIS("watchdogMillis", 500, 10, 600_000),
        // Slower than plain Java on one core by far, since OpenCL may run on a CPU that others use too.
        NANOS_PER_CELL("nanosPerCell", 200, 0, 1_000_000),
        NANOS_PER_SUM("nanosPerSum", 20, 0, 1_000_000),
        // A driver may have to compile the kernels first.
        OPEN_MILLIS("openMillis", 60_000, 10, 3_600_000),
        RETRY_MILLIS("retryMillis", 5_000, 1, 86_400_000),
        RETRY_MAX_MILLIS("retryMaxMillis", 300_000, 1, 86_400_000);

        private final String key;
        private final int initial;
        private final int min;
        private final int max;

        Property(String name, int initial, int min, int max) {
            this.key = "margrid.guard." + name;
            this.initial = initial;
            this.min = min;
            this.max = max;
        }

        String key() {
            return key;
        }

        int initial() {
            return initial;
        }

        int min() {
            return min;
        }

        int max() {
            return max;
        }

        private int read(Properties properties, Violations violations) {
            String text = properties.getProperty(key);
            if (text == null) {
                return initial;
            }
            try {
                int value = Integer.parseInt(text.strip());
                if (value >= min && value <= max) {
                    return value;
                }
            } catch (NumberFormatException _) {
                // Told below, as a number outside the range is.
            }
            violations.add(key, "must be a whole number in [%d, %d]: \"%s\"".formatted(min, max, text));
            return initial;
        }
    }

    /// What holds where no property is set.
    public static final GuardSettings DEFAULTS = of(new Properties());

    /// Checks that the longest rest is not shorter than the first.
    ///
    /// @throws IllegalArgumentException naming both
    public GuardSettings {
        if (retryMaxMillis < retryMillis) {
            throw new IllegalArgumentException(
                    "retryMaxMillis must be at least retryMillis, %d: %d".formatted(retryMillis, retryMaxMillis));
        }
    }

    /// Reads the settings.
    ///
    /// @param properties system properties
    /// @return the settings, defaults where nothing is said
    /// @throws InvalidInputException naming every property that is wrong, with its value
    public static GuardSettings of(Properties properties) {
        Violations violations = new Violations();
        int crossCheckEvery = Property.CROSS_CHECK_EVERY.read(properties, violations);
        int watchdogMillis = Property.WATCHDOG_MILLIS.read(properties, violations);
        int nanosPerCell = Property.NANOS_PER_CELL.read(properties, violations);
        int nanosPerSum = Property.NANOS_PER_SUM.read(properties, violations);
        int openMillis = Property.OPEN_MILLIS.read(properties, violations);
        int retryMillis = Property.RETRY_MILLIS.read(properties, violations);
        int retryMaxMillis = Property.RETRY_MAX_MILLIS.read(properties, violations);
        if (violations.isEmpty() && retryMaxMillis < retryMillis) {
            violations.add(
                    Property.RETRY_MAX_MILLIS.key,
                    "must be at least %s, %d: %d".formatted(Property.RETRY_MILLIS.key, retryMillis, retryMaxMillis));
        }
        violations.throwIfAny();
        return new GuardSettings(
                crossCheckEvery, watchdogMillis, nanosPerCell, nanosPerSum, openMillis, retryMillis, retryMaxMillis);
    }

    /// The same without cross-checks.
    ///
    /// @return settings under which only the device computes, as long as it can
    public GuardSettings withoutCrossChecks() {
        return new GuardSettings(0, watchdogMillis, nanosPerCell, nanosPerSum, openMillis, retryMillis, retryMaxMillis);
    }

    /// How long a revaluation may take before the device counts as hung.
    ///
    /// @param batch the batch
    /// @return nanoseconds
    long allowedNanos(RevaluationBatch batch) {
        double sums = (double) batch.books().entries() * batch.shocks().scenarios();
        return (long) (watchdogNanos() + (double) nanosPerCell * batch.cells() + nanosPerSum * sums);
    }

    /// How long keeping books may take before the device counts as hung: it is copying, one term for each entry.
    ///
    /// @param books the books
    /// @return nanoseconds
    long allowedNanos(BookTable books) {
        return watchdogNanos() + (long) nanosPerSum * books.entries();
    }

    /// How long a call without a size may take.
    ///
    /// @return nanoseconds
    long watchdogNanos() {
        return watchdogMillis * NANOS_PER_MILLI;
    }

    /// How long opening may take.
    ///
    /// @return nanoseconds
    long openNanos() {
        return openMillis * NANOS_PER_MILLI;
    }

    /// The first rest.
    ///
    /// @return nanoseconds
    long retryNanos() {
        return retryMillis * NANOS_PER_MILLI;
    }

    /// The longest rest.
    ///
    /// @return nanoseconds
    long retryMaxNanos() {
        return retryMaxMillis * NANOS_PER_MILLI;
    }

    /// The settings in one line for people.
    ///
    /// @return for example `cross-check of 1 batch in 1000; watchdog ...`
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s; watchdog %d ms + %d ns a cell + %d ns a sum; retry after %d ms to %d ms",
                crossCheckEvery == 0 ? "no cross-check" : "cross-check of 1 batch in " + crossCheckEvery,
                watchdogMillis,
                nanosPerCell,
                nanosPerSum,
                retryMillis,
                retryMaxMillis);
    }
}
