package io.margrid.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/// What one core can do at best, measured by `bench/peers/limits.cpp` in the same run.
///
/// @param rates by name: `fma256` and `fma512` in 10^9 operations on whole vectors a second, `read288k` and
///              others, for reading a block of so many KiB again and again, in GB/s
record MachineLimits(Map<String, Rate> rates) {
    /// Operations of the multiply-add units, for a vector of prices, that the best formula known takes: one
    /// exponential for both tails, two rationals of degree 6 over 7 with one division, no logarithm or root. Two
    /// such units work side by side on the processors seen so far.
    static final double FMA_OPERATIONS = 48.0;

    /// What was measured.
    ///
    /// @param figure a rate
    /// @param unit   its unit
    record Rate(double figure, String unit) {
        @Override
        public String toString() {
            return Spread.digits(figure) + " " + unit;
        }
    }

    /// Measures.
    ///
    /// @return nothing is known if the program cannot be built or fails; the report says why
    static MachineLimits measure(SuiteContext context) throws IOException, InterruptedException {
        context.progress("measuring the core's limits");
        try {
            Process process = new ProcessBuilder(
                            context.pinning().command(context.natives().command("limits")))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            List<String> lines = process.inputReader().readAllLines();
            if (process.waitFor() != 0) {
                throw new PeerException("limits: exit code " + process.exitValue());
            }
            return of(lines);
        } catch (PeerException e) {
            context.report().line("- limits not measured: " + e.getMessage());
            return new MachineLimits(Map.of());
        }
    }

    /// Reads lines of a name, a figure and a unit.
    static MachineLimits of(List<String> lines) {
        Map<String, Rate> rates = new LinkedHashMap<>();
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            rates.put(words[0], new Rate(Double.parseDouble(words[1]), words[2]));
        }
        return new MachineLimits(rates);
    }

    /// Nanoseconds that a price takes at least, if all of the multiply-add units' time goes into prices.
    ///
    /// @param bits width of the vectors
    OptionalDouble leastNanosPerPrice(int bits) {
        return stream("fma" + bits)
                .map(rate -> FMA_OPERATIONS / (rate * bits / Double.SIZE))
                .findFirst();
    }

    /// Nanoseconds that reading takes at least.
    ///
    /// @param bytes to read
    /// @param kib   size of the block that they are read from again and again
    OptionalDouble leastNanosToRead(double bytes, int kib) {
        return stream("read%dk".formatted(kib)).map(rate -> bytes / rate).findFirst();
    }

    private DoubleStream stream(String name) {
        Rate rate = rates.get(name);
        return rate == null ? DoubleStream.empty() : DoubleStream.of(rate.figure());
    }

    /// The part of a limit that a time reaches, as a percentage.
    ///
    /// @param least the least time that the limit leaves
    /// @param nanos the time taken
    /// @return a dash if the limit is not known
    static String share(OptionalDouble least, double nanos) {
        return least.isPresent() ? String.format(Locale.ROOT, "%.0f %%", 100.0 * least.getAsDouble() / nanos) : "-";
    }

    /// Adds what was measured to a report.
    void describe(Report report) {
        if (!rates.isEmpty()) {
            report.line("- limits of the core: "
                    + rates.entrySet().stream()
                            .map(rate -> rate.getKey() + " " + rate.getValue())
                            .collect(Collectors.joining(", ")));
        }
    }
}
