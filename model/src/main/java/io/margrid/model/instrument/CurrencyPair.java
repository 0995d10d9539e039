package io.margrid.model.instrument;

import java.util.Locale;

/// A price pair such as `btc_usd`: units of `quote` for one unit of `base`.
///
/// @param base  lower-case code of the priced currency, for example `btc`
/// @param quote lower-case code of the currency that the price is in, for example `usd`
public record CurrencyPair(String base, String quote) implements Comparable<CurrencyPair> {
    private static final int CODE_LENGTH_MAX = 16;

    /// Checks both codes.
    ///
    /// @throws IllegalArgumentException if a code is not 1 to 16 lower-case letters or digits
    public CurrencyPair {
        if (!isCode(base)) {
            throw new IllegalArgumentException(
                    "base must be 1 to 16 lower-case letters or digits: \"%s\"".formatted(base));
        }
        if (!isCode(quote)) {
            throw new IllegalArgumentException(
                    "quote must be 1 to 16 lower-case letters or digits: \"%s\"".formatted(quote));
        }
    }

    /// Whether a text can be a currency's code.
    ///
    /// @param text any text
    /// @return true for 1 to 16 lower-case letters or digits
    public static boolean isCode(String text) {
        boolean code = !text.isEmpty() && text.length() <= CODE_LENGTH_MAX;
        for (int i = 0; code && i < text.length(); i++) {
            char c = text.charAt(i);
            code = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        }
        return code;
    }

    /// Parses a key such as `btc_usd`, in any case.
    ///
    /// @param key base and quote joined by an underscore
    /// @return the pair
    /// @throws IllegalArgumentException if the key has another form
    public static CurrencyPair parse(String key) {
        int underscore = key.indexOf('_');
        if (underscore < 0) {
            throw new IllegalArgumentException(
                    "a pair is written base_quote, for example btc_usd: \"%s\"".formatted(key));
        }
        String lower = key.toLowerCase(Locale.ROOT);
        return new CurrencyPair(lower.substring(0, underscore), lower.substring(underscore + 1));
    }

    /// The pair as venues print it, for example `btc_usd`.
    ///
    /// @return base and quote joined by an underscore
    public String key() {
        return base + "_" + quote;
    }

    @Override
    public int compareTo(CurrencyPair other) {
        if (this == other) {
            return 0;
        }
        int byBase = base.compareTo(other.base);
        return byBase != 0 ? byBase : quote.compareTo(other.quote);
    }

    @Override
    public String toString() {
        return key();
    }
}
