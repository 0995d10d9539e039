package io.margrid.host.deribit;

import java.util.Arrays;
import java.util.OptionalDouble;

/// Observations of one price: the newest if they carry instants, else their median.
final class PriceSamples {
    private static final int FIRST_CAPACITY = 16;

    private long newestAt = MarketRow.NO_TIME;
    private double newest = Double.NaN;
    private double[] untimed = new double[FIRST_CAPACITY];
    private int untimedCount;
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;

    /// Adds an observation; NaN is none.
    void add(long at, double price) {
        if (Double.isNaN(price)) {
            return;
        }
        lowest = Math.min(lowest, price);
        highest = Math.max(highest, price);
        if (at == MarketRow.NO_TIME) {
            if (untimedCount == untimed.length) {
                untimed = Arrays.copyOf(untimed, 2 * untimedCount);
            }
            untimed[untimedCount++] = price;
        } else if (at >= newestAt) {
            newestAt = at;
            newest = price;
        }
    }

    /// Adds the observations of a file.
    ///
    /// @param fileTime instant of the file's rows that carry none
    void addAll(PriceSamples file, long fileTime) {
        lowest = Math.min(lowest, file.lowest);
        highest = Math.max(highest, file.highest);
        if (file.newestAt != MarketRow.NO_TIME) {
            add(file.newestAt, file.newest);
        } else if (fileTime != MarketRow.NO_TIME) {
            add(fileTime, file.value().orElse(Double.NaN));
        } else {
            for (int i = 0; i < file.untimedCount; i++) {
                add(MarketRow.NO_TIME, file.untimed[i]);
            }
        }
    }

    OptionalDouble value() {
        if (newestAt != MarketRow.NO_TIME) {
            return OptionalDouble.of(newest);
        }
        if (untimedCount == 0) {
            return OptionalDouble.empty();
        }
        double[] sorted = Arrays.copyOf(untimed, untimedCount);
        Arrays.sort(sorted);
        double upper = sorted[untimedCount / 2];
        return OptionalDouble.of(untimedCount % 2 == 1 ? upper : (sorted[untimedCount / 2 - 1] + upper) / 2.0);
    }

    /// Smallest observation; infinite if there is none.
    double lowest() {
        return lowest;
    }

    /// Largest observation; negative infinity if there is none.
    double highest() {
        return highest;
    }
}
