package io.margrid.model;

import java.time.Instant;

/// The bounds of everything that Margrid accepts. Each is tested at the limit and one past it.
public final class Limits {
    /// Positions in one book.
    public static final int POSITIONS_PER_BOOK = 100_000;

    /// Books in one call of the engine.
    public static final int BOOKS_PER_CALL = 1_000_000;

    /// Unique instruments in one revaluation.
    public static final int INSTRUMENTS = 1_000_000;

    /// Scenarios in one grid.
    public static final int SCENARIOS = 16_384;

    /// Cells of one revaluation: instruments or rows of books, whichever are more, times scenarios. Keeps index
    /// arithmetic inside an `int`. The engine cuts rows into as many revaluations as it takes.
    public static final long CELLS = 1L << 30;

    /// Largest annualised volatility accepted, as a fraction: 100 is 10,000 %.
    public static final double VOLATILITY_MAX = 100.0;

    /// Longest time from a market's instant to an expiry, in years of 365 days. Venues list a few years at most;
    /// more means that the instant is wrong, and the margin would be too.
    public static final double YEARS_TO_EXPIRY_MAX = 10.0;

    /// Earliest plausible instant of a market: 10^12 ms after 1970, 2001-09-09T01:46:40Z. An instant before it was
    /// left out, or seconds were taken for milliseconds.
    public static final Instant AS_OF_MIN = Instant.ofEpochMilli(1_000_000_000_000L);

    /// Largest price accepted, in quote currency.
    public static final double PRICE_MAX = 1e12;

    /// Largest absolute quantity accepted, in base coins.
    public static final double QUANTITY_MAX = 1e12;

    /// Most digits after the decimal point that a quantity may have; venues use at most nine.
    public static final int QUANTITY_SCALE_MAX = 18;

    private Limits() {}
}
