package io.margrid.model.okx;

import io.margrid.model.margin.ParameterHead;
import io.margrid.model.margin.ParameterSet;
import io.margrid.model.matrix.CoinClasses;
import io.margrid.model.matrix.MoveTable;
import io.margrid.model.matrix.Rates;
import java.util.List;

/// Figures of [OkxMargin]. Never changes. A coin's class differs by component, as the venue has it.
///
/// @param head          name, day, evidence, source and hash
/// @param shocks        MR1: price moves with their volatilities
/// @param extremes      MR6 and MR4
/// @param minimums      MR7
/// @param volatility    MR1: moves of volatility by days to expiry, in ascending order of days
/// @param term          MR3
/// @param rates         MR5
/// @param depeg         MR9
/// @param initialFactor initial over maintenance margin of the units
/// @param debtInitial   MR8: initial margin of debts, as a part of their value
/// @param debtMaintenance MR8: maintenance margin of debts, likewise
public record OkxParameters(
        ParameterHead head,
        CoinClasses<MoveTable> shocks,
        CoinClasses<Extreme> extremes,
        CoinClasses<Minimum> minimums,
        List<VolatilityMove> volatility,
        TermMove term,
        RateMove rates,
        List<Depeg> depeg,
        double initialFactor,
        double debtInitial,
        double debtMaintenance)
        implements ParameterSet {
    /// Far moves and basis of a coin.
    ///
    /// @param move         relative move of MR6, both ways
    /// @param part         part of its loss that counts
    /// @param basisPerYear MR4 of dated futures: move of the basis in a year
    /// @param swap         MR4 of swaps: part of the cash delta
    public record Extreme(double move, double part, double basisPerYear, double swap) {
        /// Checks the figures.
        ///
        /// @throws IllegalArgumentException naming the field and the value
        public Extreme {
            Rates.requireRange("move", move, 0.0, 0.99);
            Rates.requireFraction("part", part);
            Rates.requireFraction("basis_per_year", basisPerYear);
            Rates.requireFraction("swap", swap);
        }
    }

    /// Minimum charge of a coin.
    ///
    /// @param rate  part of the absolute cash delta that is the raw charge
    /// @param tiers factors by raw charge, slice by slice
    public record Minimum(double rate, List<Tier> tiers) {
        /// Copies the tiers and checks them.
        ///
        /// @throws IllegalArgumentException naming the field and the value
        public Minimum {
            tiers = List.copyOf(tiers);
            Rates.requireFraction("rate", rate);
            for (int i = 0; i < tiers.size(); i++) {
                double before = i == 0 ? 0.0 : tiers.get(i - 1).upTo();
                if (!(tiers.get(i).upTo() > before)) {
                    throw new IllegalArgumentException("tiers[%d].up_to must be above %s: %s"
                            .formatted(i, before, tiers.get(i).upTo()));
                }
            }
            if (tiers.isEmpty() || tiers.getLast().upTo() != Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("tiers must end with one without up_to");
            }
        }
    }

    /// A slice of the raw minimum charge.
    ///
    /// @param upTo   its upper end, USD; infinite for the last
    /// @param factor what it is multiplied by
    public record Tier(double upTo, double factor) {
        /// Checks the factor.
        ///
        /// @throws IllegalArgumentException naming the field and the value
        public Tier {
            Rates.requireRange("factor", factor, 0.0, 1_000.0);
        }
    }

    /// Move of volatility: the larger of points and a relative move.
    ///
    /// @param upToDays options that expire within these days; infinite for the last
    /// @param points   a fraction: 0.3 is 30 points
    /// @param relative part of the option's volatility
    public record VolatilityMove(double upToDays, double points, double relative) {
        /// Checks the moves.
        ///
        /// @throws IllegalArgumentException naming the field and the value
        public VolatilityMove {
            Rates.requireRange("points", points, 0.0, 10.0);
            Rates.requireRange("relative", relative, 0.0, 10.0);
        }
    }

    /// Volatilities of near and far expiries against each other.
    ///
    /// @param pivotDays expiries below are near
    /// @param near      move of near volatilities in points, a fraction
    /// @param far       opposite move of far ones
    public record TermMove(double pivotDays, double near, double far) {
        /// Checks the moves.
        ///
        /// @throws IllegalArgumentException naming the field and the value
        public TermMove {
            Rates.requireRange("pivot_days", pivotDays, 0.0, 3_650.0);
            Rates.requireRange("near", near, 0.0, 10.0);
            Rates.requireRange("far", far, 0.0, 10.0);
        }
    }

    /// Discount rates of options.
    ///
    /// @param parallel   move of all rates
    /// @param slope      opposite moves of rates below and above a pivot
    /// @param pivotYears the pivot
    public record RateMove(double parallel, double slope, double pivotYears) {
        /// Checks the moves.
        ///
        /// @throws IllegalArgumentException naming the field and the value
        public RateMove {
            Rates.requireFraction("parallel", parallel);
            Rates.requireFraction("slope", slope);
            Rates.requireRange("pivot_years", pivotYears, 0.0, 10.0);
        }
    }

    /// Charge on deltas hedged across stablecoins.
    ///
    /// @param atLeast price of the cheaper coin, USD, from which the factor counts
    /// @param factor  part of the hedged cash delta
    public record Depeg(double atLeast, double factor) {
        /// Checks the factor.
        ///
        /// @throws IllegalArgumentException naming the field and the value
        public Depeg {
            Rates.requireRange("at_least", atLeast, 0.0, 1.0);
            Rates.requireFraction("factor", factor);
        }
    }

    /// Copies the lists and checks that the figures fit together.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public OkxParameters {
        volatility = List.copyOf(volatility);
        depeg = List.copyOf(depeg);
        Rates.requireRange("initial_factor", initialFactor, 1.0, 100.0);
        Rates.requireFraction("debt_initial", debtInitial);
        Rates.requireFraction("debt_maintenance", debtMaintenance);
        MoveTable.requireOneShape(shocks.classes().values());
        for (int i = 0; i < volatility.size(); i++) {
            double before = i == 0 ? 0.0 : volatility.get(i - 1).upToDays();
            if (!(volatility.get(i).upToDays() > before)) {
                throw new IllegalArgumentException("volatility[%d].up_to_days must be above %s: %s"
                        .formatted(i, before, volatility.get(i).upToDays()));
            }
        }
        if (volatility.isEmpty() || volatility.getLast().upToDays() != Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("volatility must end with an entry without up_to_days");
        }
        for (int i = 0; i < depeg.size(); i++) {
            double before = i == 0 ? Math.nextUp(1.0) : depeg.get(i - 1).atLeast();
            if (!(depeg.get(i).atLeast() < before)) {
                throw new IllegalArgumentException("depeg[%d].at_least must be below the one before it: %s"
                        .formatted(i, depeg.get(i).atLeast()));
            }
        }
        if (depeg.isEmpty() || depeg.getLast().atLeast() != 0.0) {
            throw new IllegalArgumentException("depeg must end with at_least 0");
        }
    }

    @Override
    public List<String> covers() {
        return shocks.covers();
    }

    /// The move of volatility of an expiry.
    ///
    /// @param days to expiry
    /// @return the first entry that reaches so far
    VolatilityMove volatility(double days) {
        for (VolatilityMove move : volatility) {
            if (days <= move.upToDays()) {
                return move;
            }
        }
        throw new IllegalStateException("the last entry has no end");
    }

    /// The factor on deltas hedged across two coins.
    ///
    /// @param price of the cheaper one, USD
    /// @return a fraction
    double depegFactor(double price) {
        for (Depeg tier : depeg) {
            if (price >= tier.atLeast()) {
                return tier.factor();
            }
        }
        throw new IllegalStateException("the last tier begins at 0");
    }
}
