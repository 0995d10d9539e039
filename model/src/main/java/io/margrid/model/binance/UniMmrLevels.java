package io.margrid.model.binance;

/// The levels of the ratio of adjusted equity to maintenance margin, uniMMR. A ratio on a level is in the stricter
/// zone (assumed).
///
/// @param freeUse     above it the account is free
/// @param reduceOnly  at or below it only reducing orders pass
/// @param liquidation at or below it the account is liquidated
/// @param claim       at or below it the venue may claim the shortfall
public record UniMmrLevels(double freeUse, double reduceOnly, double liquidation, double claim) {
    private static final double LEVEL_MAX = 100.0;

    /// What an account may do.
    public enum Zone {
        /// Everything.
        FREE,
        /// Everything, with a reminder.
        REMINDER,
        /// Orders that reduce risk only.
        REDUCE_ONLY,
        /// Nothing: it is liquidated.
        LIQUIDATION,
        /// Nothing: the venue may claim the shortfall.
        CLAIM
    }

    /// Checks the order.
    ///
    /// @throws IllegalArgumentException naming the fields and the values
    public UniMmrLevels {
        if (!(claim > 0.0
                && claim <= liquidation
                && liquidation <= reduceOnly
                && reduceOnly <= freeUse
                && freeUse <= LEVEL_MAX)) {
            throw new IllegalArgumentException(
                    "claim, liquidation, reduce_only, free_use must rise from above 0 to %s: %s, %s, %s, %s"
                            .formatted(LEVEL_MAX, claim, liquidation, reduceOnly, freeUse));
        }
    }

    /// The zone of a ratio.
    ///
    /// @param ratio any number, or infinite
    /// @return the zone
    public Zone zone(double ratio) {
        if (ratio > freeUse) {
            return Zone.FREE;
        }
        if (ratio > reduceOnly) {
            return Zone.REMINDER;
        }
        if (ratio > liquidation) {
            return Zone.REDUCE_ONLY;
        }
        return ratio > claim ? Zone.LIQUIDATION : Zone.CLAIM;
    }
}
