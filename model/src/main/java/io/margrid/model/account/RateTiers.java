package io.margrid.model.account;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/// Rates that change with size, slice by slice: each rate counts for the part of a value between two bounds.
///
///     amount(V) = sum over slices of slice x rate = V r_i - k_i         V in tier i
///     k_1 = 0, k_i = k_(i-1) + B_(i-1) (r_i - r_(i-1))
///
/// Venues print both forms; they are equal, and continuous at the bounds.
///
/// @param upTo  upper bounds of all tiers but the last, which has none; rising, positive
/// @param rates of each tier, 0 to 1
public record RateTiers(List<Double> upTo, List<Double> rates) {
    /// Most tiers of a table.
    public static final int TIERS_MAX = 1_000;

    /// A solution on a bound must not fall between two tiers by rounding.
    private static final double ON_BOUND = 1e-12;

    /// The price that an equation has under the rate and deduction of one tier.
    @FunctionalInterface
    public interface PriceInTier {
        /// Solves.
        ///
        /// @param rate      of the tier
        /// @param deduction of the tier
        /// @return a price; anything not positive and finite means none
        double price(double rate, double deduction);
    }

    /// Copies the lists and checks them.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public RateTiers {
        upTo = List.copyOf(upTo);
        rates = List.copyOf(rates);
        if (rates.isEmpty() || rates.size() > TIERS_MAX) {
            throw new IllegalArgumentException("there must be 1 to %d tiers: %d".formatted(TIERS_MAX, rates.size()));
        }
        if (upTo.size() != rates.size() - 1) {
            throw new IllegalArgumentException("up_to must be given for every tier but the last: %d for %d tiers"
                    .formatted(upTo.size(), rates.size()));
        }
        double before = 0.0;
        for (double bound : upTo) {
            if (!(bound > before && bound < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "up_to must rise from tier to tier and be positive: %s after %s".formatted(bound, before));
            }
            before = bound;
        }
        for (double rate : rates) {
            if (!(rate >= 0.0 && rate <= 1.0)) {
                throw new IllegalArgumentException("rates must be 0 to 1: " + rate);
            }
        }
    }

    /// One rate for every size.
    ///
    /// @param rate 0 to 1
    /// @return a table of one tier
    public static RateTiers of(double rate) {
        return new RateTiers(List.of(), List.of(rate));
    }

    /// Refuses tables that do not suit a requirement: larger sizes must not need less, nor all of their value.
    ///
    /// @param field what messages call the rates
    /// @return this
    /// @throws IllegalArgumentException naming the field and the value
    public RateTiers requireRising(String field) {
        double before = 0.0;
        for (double rate : rates) {
            if (!(rate >= before && rate < 1.0)) {
                throw new IllegalArgumentException("%s must not fall from tier to tier and be below 1: %s after %s"
                        .formatted(field, rate, before));
            }
            before = rate;
        }
        return this;
    }

    /// The tier of a value; a value on a bound is in the lower one.
    ///
    /// @param value zero or more
    /// @return from 0
    public int tier(double value) {
        int tier = 0;
        while (tier < upTo.size() && value > upTo.get(tier)) {
            tier++;
        }
        return tier;
    }

    /// What is taken off, so that only the part of a value in its tier has the tier's rate.
    ///
    /// @param tier from 0
    /// @return in units of the value
    public double deduction(int tier) {
        double deduction = 0.0;
        for (int i = 1; i <= tier; i++) {
            deduction += upTo.get(i - 1) * (rates.get(i) - rates.get(i - 1));
        }
        return deduction;
    }

    /// The amount for a value.
    ///
    /// @param value zero or more
    /// @return in units of the value
    public double amount(double value) {
        int tier = tier(value);
        return value * rates.get(tier) - deduction(tier);
    }

    /// Solves an equation that holds the amount of a value that itself depends on the price: in each tier, taking
    /// the solutions whose value lies in that tier.
    ///
    /// @param near  of several solutions the nearest to this price is taken, of equally near ones the first
    /// @param form  the solution in one tier
    /// @param value the value at a price
    /// @return empty if no tier has one of its own
    public OptionalDouble price(double near, PriceInTier form, DoubleUnaryOperator value) {
        double found = Double.NaN;
        for (int tier = 0; tier < rates.size(); tier++) {
            double price = form.price(rates.get(tier), deduction(tier));
            boolean usable = price > 0.0 && price < Double.POSITIVE_INFINITY && holds(tier, value.applyAsDouble(price));
            if (usable && !(Math.abs(price - near) >= Math.abs(found - near))) {
                found = price;
            }
        }
        return Double.isNaN(found) ? OptionalDouble.empty() : OptionalDouble.of(found);
    }

    private boolean holds(int tier, double value) {
        return (tier == 0 || value >= upTo.get(tier - 1) * (1.0 - ON_BOUND))
                && (tier == upTo.size() || value <= upTo.get(tier) * (1.0 + ON_BOUND));
    }
}
