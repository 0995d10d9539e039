package io.margrid.bench;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What one core can do at best, measured by `bench/peers/limits.cpp` in the same run.
///
/// @param rates by name: `fma256`, `fma512` in 10^9 vector operations a second, `read_l2` and others in GB/s
record MachineLimits(Map<String, Double> rates) {
    /// Operations of the multiply-add units, for a vector of prices, that the best formula known takes: one
    /// exponential for both tails, two rationals of degree 6 over 7 with one division, no logarithm or root. Two
    /// such units work side by side on the processors seen so far.
    static final double FMA_OPERATIONS = 48.0;

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

    /// Reads lines of a name and a number.
    static MachineLimits of(List<String> lines) {
        Map<String, Double> rates = new HashMap<>();
        for (String line : lines) {
            int blank = line.indexOf(' ');
            rates.put(line.substring(0, blank), Double.valueOf(line.substring(blank + 1)));
        }
        return new MachineLimits(rates);
    }

    /// Nanoseconds that a price takes at least, if all of the multiply-add units' time goes into prices.
    ///
    /// @param bits width of the vectors
    OptionalDouble leastNanosPerPrice(int bits) {
        Double rate = rates.get("fma" + bits);
        return rate == null ? OptionalDouble.empty() : OptionalDouble.of(FMA_OPERATIONS / (rate * bits / Double.SIZE));
    }

    /// A bandwidth, GB/s.
    OptionalDouble bandwidth(String name) {
        Double rate = rates.get(name);
        return rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate);
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
            report.line(
                    "- limits of the core: %s; a vector of prices counts as %.0f operations of its multiply-add units"
                            .formatted(
                                    new TreeMap<>(rates)
                                            .entrySet().stream()
                                                    .map(rate -> "%s %s"
                                                            .formatted(rate.getKey(), Spread.digits(rate.getValue())))
                                                    .collect(Collectors.joining(", ")),
                                    FMA_OPERATIONS));
        }
    }
}
