package io.margrid.host.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The values that a key takes, and how they are written.
///
/// @param <T> what a value is in the program
public sealed interface ValueType<T> {
    /// Reads a value.
    ///
    /// @param text as a user wrote it, without blanks at its ends
    /// @return the value
    /// @throws IllegalArgumentException if it is none; [#range] says what it could be
    T parse(String text);

    /// The values that are taken, for people, after "must be".
    ///
    /// @return for example `a whole number in [0, 65535]`
    String range();

    /// Whole numbers.
    ///
    /// @param min the least
    /// @param max the most
    record Whole(long min, long max) implements ValueType<Long> {
        @Override
        public Long parse(String text) {
            long value = Long.parseLong(text);
            if (value < min || value > max) {
                throw new IllegalArgumentException("must be in [%d, %d]: %d".formatted(min, max, value));
            }
            return value;
        }

        @Override
        public String range() {
            return "a whole number in [%d, %d]".formatted(min, max);
        }
    }

    /// A part of a whole, more than 0 and at most 1.
    record Share() implements ValueType<Double> {
        private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,9})?");

        @Override
        public Double parse(String text) {
            // Java's own reading takes hexadecimal digits and a trailing `d`, too.
            double value = DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
            if (!(value > 0.0 && value <= 1.0)) {
                throw new IllegalArgumentException("must be in (0, 1]: " + text);
            }
            return value;
        }

        @Override
        public String range() {
            return "a decimal number in (0, 1]";
        }
    }

    /// `true` or `false`.
    record Truth() implements ValueType<Boolean> {
        @Override
        public Boolean parse(String text) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException("must be true or false: " + text);
            };
        }

        @Override
        public String range() {
            return "true or false";
        }
    }

    /// One of a few words, in any case.
    ///
    /// @param words the words, as they are in force
    record Choice(List<String> words) implements ValueType<String> {
        /// Copies the list.
        public Choice {
            words = List.copyOf(words);
        }

        @Override
        public String parse(String text) {
            return words.stream()
                    .filter(word -> word.toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("must be one of %s: %s".formatted(words, text)));
        }

        @Override
        public String range() {
            return "one of " + String.join(", ", words);
        }
    }

    /// A text on one line.
    ///
    /// @param what for people, for example `a host name or an address`
    /// @param form what it looks like
    record Text(String what, Pattern form) implements ValueType<String> {
        @Override
        public String parse(String text) {
            if (!form.matcher(text).matches()) {
                throw new IllegalArgumentException("must be %s: %s".formatted(what, text));
            }
            return text;
        }

        @Override
        public String range() {
            return what;
        }
    }
}
