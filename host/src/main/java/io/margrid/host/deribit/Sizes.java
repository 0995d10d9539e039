package io.margrid.host.deribit;

import io.margrid.model.book.BookBuilder;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// Sizes as exact decimals.
final class Sizes {
    /// ASCII digits only: `BigDecimal` takes digits of every script.
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,9})?");

    private static final int TEXT_MAX = 100;

    private Sizes() {}

    /// Reads a size.
    ///
    /// @return empty if the text is not a decimal number of at most a hundred characters
    static Optional<BigDecimal> parse(String text) {
        if (text.length() > TEXT_MAX || !DECIMAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// What to say of text that is no size.
    static String problem(String shown) {
        return "must be a decimal number of base coins such as -12.5, without thousands separators: " + shown;
    }

    /// What keeps a size from being a position's; empty if nothing.
    static Optional<String> limitProblem(BigDecimal size) {
        return BookBuilder.problem(size);
    }
}
