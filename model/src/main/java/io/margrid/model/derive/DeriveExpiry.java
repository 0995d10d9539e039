package io.margrid.model.derive;

import io.margrid.model.instrument.OptionContract;
import io.margrid.model.margin.PositionRisk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The options of one expiry: their value in each scenario, discounted.
///
/// @param years    time to expiry
/// @param rate     continuous rate
/// @param positions the options
record DeriveExpiry(double years, double rate, List<PositionRisk> positions) {
    /// Options by expiry, in order of time.
    static List<DeriveExpiry> of(List<PositionRisk> options, Map<String, Double> years, double rate) {
        Map<Double, List<PositionRisk>> byYears = new TreeMap<>();
        for (PositionRisk option : options) {
            byYears.computeIfAbsent(years.get(option.position().instrument().name()), _ -> new ArrayList<>())
                    .add(option);
        }
        List<DeriveExpiry> expiries = new ArrayList<>();
        byYears.forEach((time, positions) -> expiries.add(new DeriveExpiry(time, rate, positions)));
        return expiries;
    }

    /// `exp(-max(r, 0) t)`.
    double discountFactor() {
        return StrictMath.exp(-Math.max(rate, 0.0) * years);
    }

    /// Value at the marks.
    double mark() {
        double sum = 0.0;
        for (PositionRisk position : positions) {
            sum += position.quantity() * position.unit().value();
        }
        return sum * discountFactor();
    }

    /// Value in a scenario.
    double shocked(int scenario) {
        double sum = 0.0;
        for (PositionRisk position : positions) {
            sum += position.quantity()
                    * (position.unit().value() + position.unit().riskVector()[scenario]);
        }
        return sum * discountFactor();
    }

    /// What a shocked value is multiplied by, by its sign.
    double staticDiscount(double shocked, DeriveParameters.Discount rule) {
        if (shocked >= 0.0) {
            return rule.longScale() * StrictMath.exp(-years * (rate + rule.spread()));
        }
        return Math.min(
                StrictMath.exp(Math.max(rate, 0.0) * years),
                rule.shortScale() * StrictMath.exp(years * (rule.shortRate() * rate + rule.spread())));
    }

    /// Profit in each scenario, after the static discount.
    double[] profits(int scenarios, DeriveParameters.Discount rule) {
        double mark = mark();
        double owned = staticDiscount(1.0, rule);
        double owed = staticDiscount(-1.0, rule);
        double[] profits = new double[scenarios];
        for (int s = 0; s < scenarios; s++) {
            double shocked = shocked(s);
            profits[s] = shocked * (shocked >= 0.0 ? owned : owed) - mark;
        }
        return profits;
    }

    /// Sizes that are short beyond what is long at the same strike.
    double naked() {
        Map<Double, double[]> byStrike = new TreeMap<>();
        for (PositionRisk position : positions) {
            if (position.position().instrument() instanceof OptionContract option) {
                double[] sides = byStrike.computeIfAbsent(option.strike(), _ -> new double[2]);
                sides[position.quantity() < 0.0 ? 1 : 0] += Math.abs(position.quantity());
            }
        }
        double naked = 0.0;
        for (double[] sides : byStrike.values()) {
            naked += Math.max(0.0, sides[1] - sides[0]);
        }
        return naked;
    }
}
