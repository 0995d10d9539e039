package io.margrid.model.market;

import io.margrid.model.Limits;

/// Checks shared by the market records.
final class MarketChecks {
    private MarketChecks() {}

    static void requirePrice(String field, double value) {
        if (!(value > 0.0 && value <= Limits.PRICE_MAX)) {
            throw new IllegalArgumentException("%s must be in (0, %s]: %s".formatted(field, Limits.PRICE_MAX, value));
        }
    }
}
