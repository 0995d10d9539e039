package io.margrid.model.valuation;

import java.time.Duration;
import java.time.Instant;

/// Deribit's time: ACT/365 with millisecond resolution, and the half hour of settlement before 08:00 UTC.
public final class ContractClock {
    /// Length of the settlement window.
    static final Duration SETTLEMENT_WINDOW = Duration.ofMinutes(30);

    private static final double MILLIS_PER_DAY = 86_400_000.0;
    private static final double MILLIS_PER_YEAR = 365.0 * MILLIS_PER_DAY;

    private ContractClock() {}

    /// Time between two instants.
    ///
    /// @param now    the earlier
    /// @param expiry the later
    /// @return years of 365 days
    public static double years(Instant now, Instant expiry) {
        return (expiry.toEpochMilli() - now.toEpochMilli()) / MILLIS_PER_YEAR;
    }

    /// Time between two instants.
    ///
    /// @param now    the earlier
    /// @param expiry the later
    /// @return days
    public static double days(Instant now, Instant expiry) {
        return (expiry.toEpochMilli() - now.toEpochMilli()) / MILLIS_PER_DAY;
    }

    /// Elapsed fraction of the settlement window.
    ///
    /// @param now    the market's instant
    /// @param expiry end of the contract
    /// @return 0 before the window, 1 at expiry
    public static double elapsedWindow(Instant now, Instant expiry) {
        double left = (expiry.toEpochMilli() - now.toEpochMilli()) / (double) SETTLEMENT_WINDOW.toMillis();
        return left >= 1.0 ? 0.0 : 1.0 - left;
    }
}
