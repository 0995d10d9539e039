package io.margrid.host.cli;

import io.margrid.host.backtest.Backtest;
import io.margrid.host.backtest.MarginSeries;
import io.margrid.host.backtest.Overlay;
import io.margrid.host.backtest.PriceHistory;
import io.margrid.host.backtest.Procyclicality;
import java.io.PrintWriter;
import java.util.Locale;

/// Margins of a history under each overlay against procyclicality.
final class OverlayTable {
    private static final int[] DAYS = {1, 5, 30};

    private OverlayTable() {}

    /// Prints a row for each.
    ///
    /// @throws IllegalArgumentException if the history is too short
    static void print(PriceHistory history, Backtest.Rule rule, PrintWriter out) {
        MarginSeries series = MarginSeries.of(history, rule, Overlay.LOOK_BACK_YEARS);
        out.println();
        out.println(format(
                "Margins of %s to %s in %% of the price, with the tools of Article 28 of (EU) No 153/2013:",
                series.dates().getFirst(), series.dates().getLast()));
        out.println(format("  %-9s %8s %8s %8s %8s   %s", "", "", "", "", "peak to", "largest rise in days"));
        out.println(format(
                "  %-9s %8s %8s %8s %8s %8d %8d %8d %12s",
                "overlay", "mean", "trough", "peak", "trough", DAYS[0], DAYS[1], DAYS[2], "loss beyond"));
        for (Overlay overlay : Overlay.values()) {
            Procyclicality measured = Procyclicality.of(overlay.over(series), series.losses(), DAYS);
            out.println(format(
                    "  %-9s %8.3f %8.3f %8.3f %8.2f %8.3f %8.3f %8.3f %7d days",
                    overlay.name().toLowerCase(Locale.ROOT),
                    100.0 * measured.mean(),
                    100.0 * measured.trough(),
                    100.0 * measured.peak(),
                    measured.peakToTrough(),
                    100.0 * measured.rises()[0],
                    100.0 * measured.rises()[1],
                    100.0 * measured.rises()[2],
                    measured.exceptions()));
        }
        if (series.years()[0] < Overlay.LOOK_BACK_YEARS) {
            out.println(format(
                    "  floor: %.1f years of history on the first day, %.1f on the last; the look-back is %d",
                    series.years()[0], series.years()[1], Overlay.LOOK_BACK_YEARS));
        }
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
