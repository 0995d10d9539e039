package io.margrid.host.deribit;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/// Observations of one price, of which the newest count.
///
/// Where several are equally new, or none carries an instant, the value is the middle one, of two middle ones the
/// lower: always a price that was published, whatever the order of rows and files.
final class PriceSamples {
    private static final int FIRST_CAPACITY = 16;

    private long newestAt = MarketRow.NO_TIME;
    private double[] newest = new double[FIRST_CAPACITY];
    private int count;
    private Optional<Seen> lowest = Optional.empty();
    private Optional<Seen> highest = Optional.empty();

    /// A price and where it stands.
    record Seen(double price, String place) {}

    /// Adds an observation; NaN is none.
    ///
    /// @param at instant in milliseconds, [MarketRow#NO_TIME] if it has none, which counts as older than any
    void add(long at, double price, String place) {
        if (Double.isNaN(price)) {
            return;
        }
        if (lowest.isEmpty() || price < lowest.get().price()) {
            lowest = Optional.of(new Seen(price, place));
        }
        if (highest.isEmpty() || price > highest.get().price()) {
            highest = Optional.of(new Seen(price, place));
        }
        addNewest(at, price);
    }

    private void addNewest(long at, double price) {
        if (at < newestAt) {
            return;
        }
        if (at > newestAt) {
            newestAt = at;
            count = 0;
        }
        if (count == newest.length) {
            newest = Arrays.copyOf(newest, 2 * count);
        }
        newest[count++] = price;
    }

    /// Adds the observations of a file.
    ///
    /// @param fileTime instant of the file's rows that carry none
    void addAll(PriceSamples file, long fileTime) {
        if (file.lowest.isPresent()
                && (lowest.isEmpty() || file.lowest.get().price() < lowest.get().price())) {
            lowest = file.lowest;
        }
        if (file.highest.isPresent()
                && (highest.isEmpty()
                        || file.highest.get().price() > highest.get().price())) {
            highest = file.highest;
        }
        long at = file.newestAt == MarketRow.NO_TIME ? fileTime : file.newestAt;
        for (int i = 0; i < file.count; i++) {
            addNewest(at, file.newest[i]);
        }
    }

    /// The price that counts; empty if there is no observation.
    OptionalDouble value() {
        if (count == 0) {
            return OptionalDouble.empty();
        }
        double[] sorted = Arrays.copyOf(newest, count);
        Arrays.sort(sorted);
        return OptionalDouble.of(sorted[(count - 1) / 2]);
    }

    /// Smallest of all observations.
    Optional<Seen> lowest() {
        return lowest;
    }

    /// Largest of all observations.
    Optional<Seen> highest() {
        return highest;
    }
}
