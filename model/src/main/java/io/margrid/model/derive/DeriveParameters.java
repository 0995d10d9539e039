package io.margrid.model.derive;

import io.margrid.model.margin.ParameterHead;
import io.margrid.model.margin.ParameterSet;
import io.margrid.model.matrix.CoinClasses;
import io.margrid.model.matrix.CoinGrid;
import io.margrid.model.matrix.MoveTable;
import io.margrid.model.matrix.Rates;
import io.margrid.model.scenario.RelativeVolatilityShock;
import java.util.List;

/// Figures of [DeriveMargin]. Never changes.
///
/// @param head    name, day, evidence, source and hash
/// @param classes figures of each class of coins
/// @param feeds   what the venue's feeds say beside prices, of the same day
public record DeriveParameters(ParameterHead head, CoinClasses<Coin> classes, Feeds feeds) implements ParameterSet {
    /// Figures of a coin.
    ///
    /// @param table       regular scenarios and tails
    /// @param volatility  shock of volatility
    /// @param skew        shock of the smile
    /// @param discount    static discount of shocked values
    /// @param basis       basis contingency
    /// @param rates       contingencies beside the scenarios
    /// @param maintenanceFactor part of the worst loss that counts in maintenance margin
    /// @param initialFactor     part of it that counts in initial margin while the stable coin holds
    public record Coin(
            MoveTable table,
            RelativeVolatilityShock volatility,
            Skew skew,
            Discount discount,
            Basis basis,
            Contingencies rates,
            double maintenanceFactor,
            double initialFactor)
            implements CoinGrid {
        /// Checks the factors.
        ///
        /// @throws IllegalArgumentException naming the field and the value
        public Coin {
            Rates.requireRange("maintenance_factor", maintenanceFactor, 0.0, 10.0);
            Rates.requireRange("initial_factor", initialFactor, 0.0, 10.0);
        }
    }

    /// Shock of the smile: `cap = base - slope sqrt(t)`, `k* = max(floor, width sqrt(t) (near - far sqrt(t)))`,
    /// and volatility times `1 + clamp(k cap / k*, -cap, cap)` at log-moneyness `k`.
    ///
    /// @param base  cap now
    /// @param slope fall of the cap with the root of years
    /// @param floor least `k*`
    /// @param width scale of `k*`
    /// @param near  its factor now
    /// @param far   fall of that factor with the root of years
    public record Skew(double base, double slope, double floor, double width, double near, double far) {
        /// Checks the floor.
        ///
        /// @throws IllegalArgumentException naming the field and the value
        public Skew {
            Rates.requireRange("base", base, 0.0, 1.0);
            Rates.requireRange("floor", floor, 1e-9, 1.0);
        }
    }

    /// Static discount of an expiry's shocked value, by its sign: long `long_scale exp(-t (r + spread))`, short
    /// `min(exp(r t), short_scale exp(t (short_rate r + spread)))`.
    ///
    /// @param longScale  of long values
    /// @param shortScale of short values
    /// @param shortRate  part of the rate in the discount of short values
    /// @param spread     added to the rate
    public record Discount(double longScale, double shortScale, double shortRate, double spread) {
        /// Checks the scales.
        ///
        /// @throws IllegalArgumentException naming the field and the value
        public Discount {
            Rates.requireRange("long_scale", longScale, 0.0, 1.0);
            Rates.requireRange("short_scale", shortScale, 1.0, 10.0);
        }
    }

    /// Basis contingency: `min(V(1 + move) - V, V(1 - move) - V, 0) (add + per_year t)` of each expiry.
    ///
    /// @param move    a move of the regular scenarios
    /// @param add     factor now
    /// @param perYear its growth with years
    public record Basis(double move, double add, double perYear) {}

    /// Contingencies. Rates are of spot for each coin of size, in maintenance margin and what initial margin adds.
    ///
    /// @param perpetual        of perpetuals
    /// @param perpetualInitial what initial margin adds
    /// @param naked            of short options beyond the long ones of their strike
    /// @param nakedInitial     what initial margin adds
    /// @param collateral       haircut of base coins that are held
    /// @param collateralInitial what initial margin adds
    public record Contingencies(
            double perpetual,
            double perpetualInitial,
            double naked,
            double nakedInitial,
            double collateral,
            double collateralInitial) {
        /// Checks the rates.
        ///
        /// @throws IllegalArgumentException naming the field and the value
        public Contingencies {
            Rates.requireFraction("perpetual", perpetual);
            Rates.requireFraction("perpetual_initial", perpetualInitial);
            Rates.requireFraction("naked", naked);
            Rates.requireFraction("naked_initial", nakedInitial);
            Rates.requireFraction("collateral", collateral);
            Rates.requireFraction("collateral_initial", collateralInitial);
        }
    }

    /// What the venue's feeds say beside prices.
    ///
    /// @param rate            continuous rate of every expiry
    /// @param confidence      of the feeds, 0 to 1
    /// @param confidenceFloor below it initial margin adds `1 - confidence` of notionals
    /// @param stable          price of the stable coin, USD
    /// @param stableFloor     below it the initial factor grows
    /// @param stableSlope     by how much for each unit
    public record Feeds(
            double rate,
            double confidence,
            double confidenceFloor,
            double stable,
            double stableFloor,
            double stableSlope) {
        /// Checks the feeds.
        ///
        /// @throws IllegalArgumentException naming the field and the value
        public Feeds {
            Rates.requireRange("rate", rate, -1.0, 10.0);
            Rates.requireFraction("confidence", confidence);
            Rates.requireFraction("confidence_floor", confidenceFloor);
            Rates.requireRange("stable", stable, 0.01, 10.0);
            Rates.requireRange("stable_floor", stableFloor, 0.0, 10.0);
            Rates.requireRange("stable_slope", stableSlope, 0.0, 100.0);
        }

        /// What the initial factor grows by.
        ///
        /// @return 0 while the stable coin holds
        double depeg() {
            return stableSlope * Math.max(0.0, stableFloor - stable);
        }
    }

    /// Checks that the classes fit together and have the scenarios that the basis contingency looks at.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public DeriveParameters {
        MoveTable.requireOneShape(
                classes.classes().values().stream().map(Coin::table).toList());
        classes.classes().forEach((name, coin) -> {
            for (double move : new double[] {coin.basis().move(), -coin.basis().move()}) {
                if (coin.table().unmoved(move).isEmpty()) {
                    throw new IllegalArgumentException(
                            "classes.%s.basis.move must be a move with volatility same: %s".formatted(name, move));
                }
            }
        });
    }

    @Override
    public List<String> covers() {
        return classes.covers();
    }
}
