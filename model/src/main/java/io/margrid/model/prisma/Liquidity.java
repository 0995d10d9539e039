package io.margrid.model.prisma;

import io.margrid.model.matrix.Rates;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// What it costs to close positions that are large for their market.
///
/// @param factors     by relative size, rising from 0
/// @param basisPoints of the value of a position
/// @param alphaFloor  least part of the sum that counts, 0 to 1
/// @param capacities  base coins that the market takes, by coin; a coin that is not named has no add-on
public record Liquidity(List<Step> factors, double basisPoints, double alphaFloor, Map<String, Double> capacities) {
    private static final double FACTOR_MAX = 1_000.0;
    private static final double BASIS_POINTS = 10_000.0;

    /// A point of the table.
    ///
    /// @param size   position over capacity
    /// @param factor on the position's value at risk
    public record Step(double size, double factor) {}

    /// Copies and checks the figures.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public Liquidity {
        factors = List.copyOf(factors);
        capacities = Collections.unmodifiableMap(new TreeMap<>(capacities));
        Rates.requireRange("basis_points", basisPoints, 0.0, BASIS_POINTS);
        Rates.requireFraction("alpha_floor", alphaFloor);
        if (factors.isEmpty() || factors.getFirst().size() != 0.0) {
            throw new IllegalArgumentException("factors must begin with the size 0: " + factors);
        }
        double before = -1.0;
        for (Step step : factors) {
            Rates.requireRange("factor", step.factor(), 0.0, FACTOR_MAX);
            if (!(step.size() > before && step.size() < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("sizes of factors must rise: %s".formatted(step.size()));
            }
            before = step.size();
        }
        capacities.forEach((coin, capacity) -> {
            if (!(capacity > 0.0 && capacity < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("capacities.%s must be above 0: %s".formatted(coin, capacity));
            }
        });
    }

    /// The add-on of one position before diversification.
    ///
    /// @param coin     its coin
    /// @param quantity base coins, signed
    /// @param risk     value at risk of the position alone, USD
    /// @param valueUsd of the position, USD, zero or more
    /// @return USD
    double amount(String coin, double quantity, double risk, double valueUsd) {
        Double capacity = capacities.get(coin);
        if (capacity == null) {
            return 0.0;
        }
        return factor(Math.abs(quantity) / capacity) * risk + basisPoints / BASIS_POINTS * valueUsd;
    }

    /// Linear between the points; the last factor beyond them.
    private double factor(double size) {
        for (int i = 1; i < factors.size(); i++) {
            Step to = factors.get(i);
            if (size < to.size()) {
                Step from = factors.get(i - 1);
                double part = (size - from.size()) / (to.size() - from.size());
                return from.factor() + part * (to.factor() - from.factor());
            }
        }
        return factors.getLast().factor();
    }

    /// The part of the sum that counts.
    ///
    /// @param pure  pure market risk of the group, USD
    /// @param alone sum of the values at risk of its positions alone, USD
    /// @return the floor or more; the floor where nothing is at risk alone
    double alpha(double pure, double alone) {
        OptionalDouble diversified = alone > 0.0 ? OptionalDouble.of(pure / alone) : OptionalDouble.empty();
        return Math.max(diversified.orElse(alphaFloor), alphaFloor);
    }
}
