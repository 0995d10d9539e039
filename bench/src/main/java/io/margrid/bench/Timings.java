package io.margrid.bench;

import io.margrid.model.revaluation.DeviceTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// What one backend took for some [Work]: a sample a round, nanoseconds a call.
final class Timings {
    private final List<Double> calls = new ArrayList<>();
    private final List<DeviceTimes> device = new ArrayList<>();

    void add(double nanos) {
        calls.add(nanos);
    }

    void add(DeviceTimes times) {
        device.add(times);
    }

    double[] calls() {
        return calls.stream().mapToDouble(Double::doubleValue).toArray();
    }

    double median() {
        return Spread.of(calls()).median();
    }

    /// By the device's own clock.
    OptionalDouble medianPricing() {
        return median(device.stream().mapToDouble(DeviceTimes::pricingNanos).toArray());
    }

    /// Summing and reducing, by the device's own clock.
    OptionalDouble medianBooks() {
        return median(device.stream()
                .mapToDouble(times -> (double) times.summingNanos() + times.reducingNanos())
                .toArray());
    }

    private static OptionalDouble median(double[] samples) {
        return samples.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Spread.of(samples).median());
    }
}
