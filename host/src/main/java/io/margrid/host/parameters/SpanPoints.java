package io.margrid.host.parameters;

import io.margrid.model.scenario.ScenarioTable;
import io.margrid.model.scenario.VolShock;
import io.margrid.model.span.CompositeDelta;
import io.margrid.model.span.SpanScenarios;
import java.util.ArrayList;
import java.util.List;

/// The scan points and delta points of a SPAN file, which must be the usual ones but for extremes and weights.
///
/// @param scenarios extreme moves
/// @param delta     weights of the delta points
record SpanPoints(SpanScenarios scenarios, CompositeDelta delta) {
    private static final int EXTREME_UP = 14;
    private static final double TOLERANCE = 1e-3;
    private static final int THIRDS_MAX = 3;

    static SpanPoints of(XmlElement points) {
        List<XmlElement> scan = points.all("scanPointDef");
        if (scan.size() != SpanScenarios.COUNT) {
            throw new IllegalArgumentException("pointDef must have 16 scan points: " + scan.size());
        }
        SpanScenarios scenarios = new SpanScenarios(
                fraction(scan.get(EXTREME_UP), "priceScanDef"),
                scan.get(EXTREME_UP).number("weight"));
        var grid = scenarios.grid(0.0);
        for (int s = 0; s < scan.size(); s++) {
            double volatility = fraction(scan.get(s), "volScanDef");
            boolean same = Math.abs(fraction(scan.get(s), "priceScanDef") - scenarios.move(grid.get(s))) < TOLERANCE
                    && Math.abs(scan.get(s).number("weight") - scenarios.weight(grid.get(s))) < TOLERANCE
                    && Math.abs(volatility - direction(grid.get(s).volShock())) < TOLERANCE;
            if (!same) {
                throw new IllegalArgumentException(
                        "scan point %d is not the usual one of SPAN (%s table): price %s, volatility %s, weight %s"
                                .formatted(
                                        s + 1,
                                        grid.get(s).table() == ScenarioTable.STANDARD ? "regular" : "extreme",
                                        fraction(scan.get(s), "priceScanDef"),
                                        volatility,
                                        scan.get(s).number("weight")));
            }
        }
        return new SpanPoints(scenarios, delta(points.all("deltaPointDef")));
    }

    private static double direction(VolShock shock) {
        return switch (shock) {
            case UP -> 1.0;
            case SAME -> 0.0;
            case DOWN -> -1.0;
        };
    }

    /// Files that bring composite deltas but no weights need none.
    private static CompositeDelta delta(List<XmlElement> points) {
        if (points.isEmpty()) {
            return new CompositeDelta(List.of(1.0, 0.0, 0.0, 0.0));
        }
        double[] weights = new double[THIRDS_MAX + 1];
        for (XmlElement point : points) {
            long thirds = Math.round(Math.abs(fraction(point, "priceScanDef")) * THIRDS_MAX);
            if (thirds > THIRDS_MAX) {
                throw new IllegalArgumentException(
                        "a delta point is beyond the price scan range: " + thirds + " thirds");
            }
            weights[(int) thirds] = point.number("weight");
        }
        List<Double> list = new ArrayList<>();
        for (double weight : weights) {
            list.add(weight);
        }
        return new CompositeDelta(list);
    }

    private static double fraction(XmlElement point, String name) {
        XmlElement scan = point.first(name)
                .orElseThrow(() -> new IllegalArgumentException("%s has no %s".formatted(point.name(), name)));
        return scan.first("mult").isPresent()
                ? scan.number("mult")
                : scan.number("numerator") / scan.number("denominator");
    }
}
