package io.margrid.host.report;

import java.math.BigDecimal;
import java.util.Locale;

/// Numbers as people read them. Always with a point as decimal mark, whatever the machine's language.
final class Figures {
    private static final int COIN_DECIMALS = 9;
    private static final int QUOTE_DECIMALS = 2;
    private static final int PLAIN_LENGTH = 14;

    private Figures() {}

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    /// An amount of a settlement currency: nine decimals for coins, two for USD-pegged currencies.
    static String amount(double value, boolean coin) {
        return format("%,." + (coin ? COIN_DECIMALS : QUOTE_DECIMALS) + "f", value);
    }

    static String usd(double value) {
        return format("%,.2f", value);
    }

    static String percent(double fraction) {
        return format("%+.2f %%", 100.0 * fraction);
    }

    /// Decimals that show about seven digits of the largest of some figures.
    static int decimals(double largest) {
        int whole = largest < 1.0 ? 1 : (int) Math.floor(Math.log10(largest)) + 1;
        return Math.max(0, Math.min(6, 7 - whole));
    }

    /// A figure with some decimals; where these would show nothing of it, all that it has, or an exponent.
    static String small(double value, int decimals) {
        String text = format("%,." + decimals + "f", value + 0.0);
        if (showsDigit(text)) {
            return text;
        }
        if (value == 0.0) {
            return format("%." + decimals + "f", 0.0);
        }
        String plain = BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
        return plain.length() <= PLAIN_LENGTH ? plain : format("%.2e", value);
    }

    static String cell(double value, int decimals) {
        String text = format("%,+." + decimals + "f", value);
        // A loss that rounds to nothing is shown as nothing.
        return showsDigit(text) ? text : text.replace('-', '+');
    }

    private static boolean showsDigit(String text) {
        return text.chars().anyMatch(c -> c >= '1' && c <= '9');
    }
}
