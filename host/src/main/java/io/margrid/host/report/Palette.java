package io.margrid.host.report;

/// Colours of a terminal, or none. Losses are orange and gains blue, which people with any common colour blindness
/// can tell apart on dark and on light ground; signs and marks say the same without colour.
public enum Palette {
    /// Plain text.
    PLAIN,
    /// ANSI escape sequences with 256 colours.
    ANSI;

    private static final String RESET = "\u001b[0m";
    private static final int[] LOSS = {137, 172, 208};
    private static final int[] GAIN = {67, 32, 33};
    private static final int SHADES = 3;

    /// Chooses by the environment: no colour where the output is no terminal, `NO_COLOR` is set and not empty, or
    /// the terminal is dumb.
    ///
    /// @param terminal whether standard output is a terminal
    /// @param noColor  value of `NO_COLOR`, empty if not set
    /// @param term     value of `TERM`, empty if not set
    /// @return the palette
    public static Palette of(boolean terminal, String noColor, String term) {
        return terminal && noColor.isEmpty() && !term.equals("dumb") ? ANSI : PLAIN;
    }

    /// Text in bold.
    String bold(String text) {
        return this == PLAIN ? text : "\u001b[1m" + text + RESET;
    }

    /// Text of little weight.
    String dim(String text) {
        return this == PLAIN ? text : "\u001b[2m" + text + RESET;
    }

    /// A profit or loss, shaded by its size relative to the largest loss or gain shown beside it.
    String pnl(String text, double value, double largest, boolean worst) {
        if (this == PLAIN || value == 0.0) {
            return text;
        }
        int shade = (int) Math.min(SHADES - 1.0, Math.floor(SHADES * Math.abs(value) / largest));
        int colour = (value < 0.0 ? LOSS : GAIN)[shade];
        return "\u001b[" + (worst ? "7;1;" : "") + "38;5;" + colour + "m" + text + RESET;
    }
}
