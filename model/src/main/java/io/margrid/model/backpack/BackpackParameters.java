package io.margrid.model.backpack;

import io.margrid.model.margin.ParameterHead;
import io.margrid.model.margin.ParameterSet;
import io.margrid.model.matrix.CoinClasses;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Figures of [BackpackMargin]. Never changes.
///
/// @param head              name, day, evidence, source and hash
/// @param classes           fractions of each market, by coin
/// @param sizeIn            what the root is taken of
/// @param collateral        weights by asset
/// @param borrowInitial     numerator of the initial fraction of debts, 1 or more
/// @param borrowMaintenance numerator of their maintenance fraction, 1 or more, at most the initial one
public record BackpackParameters(
        ParameterHead head,
        CoinClasses<Market> classes,
        SizeIn sizeIn,
        Map<String, CollateralWeight> collateral,
        double borrowInitial,
        double borrowMaintenance)
        implements ParameterSet {
    private static final double BORROW_MAX = 10.0;

    /// What the root of a margin fraction is taken of.
    public enum SizeIn {
        /// The position's value in quote currency.
        NOTIONAL,
        /// The position's base coins.
        QUANTITY
    }

    /// Fractions of a market.
    ///
    /// @param initial     of initial margin
    /// @param maintenance of maintenance margin, nowhere above the initial one
    public record Market(RootFraction initial, RootFraction maintenance) {
        /// Checks that the fractions fit together.
        ///
        /// @throws IllegalArgumentException naming the field and the value
        public Market {
            if (maintenance.base() > initial.base() || maintenance.factor() > initial.factor()) {
                throw new IllegalArgumentException("maintenance must be at most initial in base and factor: %s, %s"
                        .formatted(maintenance, initial));
            }
        }
    }

    /// Copies the map and checks the numerators.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public BackpackParameters {
        collateral = Collections.unmodifiableMap(new TreeMap<>(collateral));
        if (!(borrowInitial >= 1.0 && borrowInitial <= BORROW_MAX)) {
            throw new IllegalArgumentException(
                    "borrow_initial must be 1 to %s: %s".formatted(BORROW_MAX, borrowInitial));
        }
        if (!(borrowMaintenance >= 1.0 && borrowMaintenance <= borrowInitial)) {
            throw new IllegalArgumentException("borrow_maintenance must be 1 to borrow_initial %s: %s"
                    .formatted(borrowInitial, borrowMaintenance));
        }
    }

    @Override
    public List<String> covers() {
        return classes.covers();
    }
}
