package io.margrid.bench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/// Options of [BackendComparison].
///
/// @param only      ids of the backends to compare; empty for all
/// @param large     whether to add the sizes that a GPU needs
/// @param quick     whether a quarter of the measuring time will do
/// @param teraflops the device's double-precision peak
/// @param markdown  where the result file goes
record ComparisonOptions(
        Set<String> only, boolean large, boolean quick, OptionalDouble teraflops, Optional<Path> markdown) {
    static final String USAGE = """
        usage: bench/run --backends [options]
          --only A,B         these backends only (default: all that are usable)
          --large            more options and accounts, as a GPU needs
          --quick            a quarter of the measuring time
          --fp64-tflops X    the device's double-precision peak without tensor units, 10^12 operations a second
          --markdown FILE    write a result file
        """;

    /// @throws IllegalArgumentException saying what is wrong
    static ComparisonOptions parse(List<String> arguments) {
        Deque<String> rest = new ArrayDeque<>(arguments);
        Set<String> only = Set.of();
        boolean large = false;
        boolean quick = false;
        OptionalDouble teraflops = OptionalDouble.empty();
        Optional<Path> markdown = Optional.empty();
        while (!rest.isEmpty()) {
            String option = rest.pop();
            switch (option) {
                case "--only" ->
                    only = new TreeSet<>(List.of(value(option, rest).split(",", -1)));
                case "--large" -> large = true;
                case "--quick" -> quick = true;
                case "--fp64-tflops" -> teraflops = OptionalDouble.of(positive(option, value(option, rest)));
                case "--markdown" -> markdown = Optional.of(Path.of(value(option, rest)));
                default -> throw new IllegalArgumentException("unknown option: " + option);
            }
        }
        return new ComparisonOptions(only, large, quick, teraflops, markdown);
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.pop();
    }

    private static double positive(String option, String text) {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s must be a number: %s".formatted(option, text), e);
        }
        if (!(value > 0.0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("%s must be positive: %s".formatted(option, text));
        }
        return value;
    }
}
