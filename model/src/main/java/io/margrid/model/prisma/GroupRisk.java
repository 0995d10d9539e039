package io.margrid.model.prisma;

import io.margrid.model.history.HistoryColumns;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.matrix.UnitRisk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The margin of one liquidation group, part by part. USD.
///
/// @param sets       risk of each set before its weight
/// @param market     market risk: the weighted sets, combined
/// @param liquidity  add-on for size
/// @param credit     long option credit, zero or less
/// @param premium    premium margin: value of short options less that of long ones
/// @param compression error of compressed instruments
record GroupRisk(
        List<RiskSet.Risk> sets, double market, double liquidity, double credit, double premium, double compression) {
    static GroupRisk of(UnitRisk unit, PrismaParameters parameters, HistoryColumns columns) {
        double[] pnl = unit.pnl();
        double compression = compression(unit, parameters);
        List<RiskSet.Risk> risks = new ArrayList<>();
        double largest = 0.0;
        double sum = 0.0;
        for (int set = 0; set < parameters.sets().size(); set++) {
            RiskSet rule = parameters.sets().get(set);
            RiskSet.Risk risk = rule.risk(slice(columns, set, pnl), compression);
            risks.add(risk);
            largest = Math.max(largest, rule.weight() * risk.total());
            sum += rule.weight() * risk.total();
        }
        double market = parameters.combination() == PrismaParameters.Combination.SUM ? sum : largest;
        double liquidity = liquidity(unit, parameters, columns, pnl);
        double premium = premium(unit);
        return new GroupRisk(risks, market, liquidity, credit(market + liquidity, premium, pnl), premium, compression);
    }

    private static double[] slice(HistoryColumns columns, int set, double[] pnl) {
        return Arrays.copyOfRange(pnl, columns.start(set), columns.end(set));
    }

    private static double compression(UnitRisk unit, PrismaParameters parameters) {
        double squares = 0.0;
        for (PositionRisk position : unit.positions()) {
            double error = parameters
                            .compressionErrors()
                            .getOrDefault(position.position().instrument().name(), 0.0)
                    * position.quantity();
            squares += error * error;
        }
        return Math.sqrt(squares);
    }

    private static double liquidity(UnitRisk unit, PrismaParameters parameters, HistoryColumns columns, double[] pnl) {
        RiskSet historical = parameters.sets().getFirst();
        double alone = 0.0;
        double sum = 0.0;
        for (PositionRisk position : unit.positions()) {
            double risk = historical.pure(slice(columns, 0, position.vector()));
            alone += risk;
            boolean option = position.position().instrument() instanceof OptionContract;
            double price = option ? position.unit().value() : position.unit().forward();
            sum += parameters
                    .liquidity()
                    .amount(
                            position.position().instrument().pair().base(),
                            position.quantity(),
                            risk,
                            Math.abs(position.quantity() * price) * unit.quoteUsd(position));
        }
        return parameters.liquidity().alpha(historical.pure(slice(columns, 0, pnl)), alone) * sum;
    }

    private static double premium(UnitRisk unit) {
        double premium = 0.0;
        for (PositionRisk position : unit.positions()) {
            if (position.position().instrument() instanceof OptionContract) {
                premium -= position.quantity() * position.unit().value() * unit.quoteUsd(position);
            }
        }
        return premium + 0.0;
    }

    /// Long options cannot lose more than they are worth: where that covers the largest loss of all scenarios, no
    /// more than it is asked.
    private static double credit(double initial, double premium, double[] pnl) {
        double worst = 0.0;
        for (double profit : pnl) {
            worst = Math.max(worst, -profit);
        }
        boolean covered = premium < 0.0 && -premium >= worst;
        return covered && initial + premium > 0.0 ? -premium - initial : 0.0;
    }

    /// The requirement: not below zero, since what options are worth beyond it is no margin.
    double requirement() {
        return Math.max(0.0, market + liquidity + credit + premium);
    }
}
