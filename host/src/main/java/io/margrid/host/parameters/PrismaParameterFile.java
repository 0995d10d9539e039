package io.margrid.host.parameters;

import io.margrid.host.deribit.JsonFields;
import io.margrid.model.history.ScenarioSet;
import io.margrid.model.margin.ParameterHead;
import io.margrid.model.prisma.CorrelationBreak;
import io.margrid.model.prisma.Liquidity;
import io.margrid.model.prisma.PrismaParameters;
import io.margrid.model.prisma.RiskSet;
import io.margrid.model.prisma.SampleMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads parameter sets of `prisma`.
final class PrismaParameterFile {
    static final String METHODOLOGY = "prisma";

    private PrismaParameterFile() {}

    static Optional<PrismaParameters> read(JsonFields top, ParameterHead head) {
        top.allow("groups", "sets", "combination", "compression_errors", "liquidity");
        Map<String, List<String>> groups = new TreeMap<>();
        JsonFields named = top.object("groups");
        named.keys().forEach(name -> groups.put(name, named.texts(name)));
        List<RiskSet> sets = new ArrayList<>();
        List<JsonFields> objects = top.object("sets").objects();
        objects.forEach(one -> set(one).ifPresent(sets::add));
        PrismaParameters.Combination combination =
                top.choice("combination", PrismaParameters.Combination.class, PrismaParameters.Combination.MAXIMUM);
        Map<String, Double> errors =
                top.has("compression_errors") ? numbers(top.object("compression_errors")) : Map.of();
        Optional<Liquidity> liquidity = liquidity(top.object("liquidity"));
        return liquidity
                .filter(_ -> sets.size() == objects.size())
                .flatMap(one -> top.build(() -> new PrismaParameters(head, groups, sets, combination, errors, one)));
    }

    private static Map<String, Double> numbers(JsonFields fields) {
        Map<String, Double> numbers = new TreeMap<>();
        fields.keys().forEach(key -> numbers.put(key, fields.number(key)));
        return numbers;
    }

    private static Optional<RiskSet> set(JsonFields fields) {
        fields.allow(
                "confidence",
                "robustness",
                "weight",
                "subsamples",
                "method",
                "worst_sum",
                "correlation_break",
                "horizon_days",
                "made",
                "dates",
                "coins");
        Optional<CorrelationBreak> broken = fields.has("correlation_break")
                ? correlationBreak(fields.object("correlation_break"))
                : Optional.empty();
        Optional<ScenarioSet> scenarios = HistoryFields.set(fields.without(List.of(
                "confidence", "robustness", "weight", "subsamples", "method", "worst_sum", "correlation_break")));
        return scenarios
                .filter(_ -> broken.isPresent() == fields.has("correlation_break"))
                .flatMap(set -> fields.build(() -> new RiskSet(
                        set,
                        fields.number("confidence"),
                        fields.has("robustness") ? fields.number("robustness") : 1.0,
                        fields.has("weight") ? fields.number("weight") : 1.0,
                        fields.has("subsamples") ? fields.integer("subsamples") : 1,
                        fields.choice("method", SampleMethod.class, SampleMethod.AVERAGE),
                        fields.has("worst_sum") ? fields.integer("worst_sum") : 0,
                        broken)));
    }

    private static Optional<CorrelationBreak> correlationBreak(JsonFields fields) {
        fields.allow("confidence", "window", "kappa", "lower", "upper");
        return fields.build(() -> new CorrelationBreak(
                fields.number("confidence"),
                fields.integer("window"),
                fields.number("kappa"),
                fields.number("lower"),
                fields.number("upper")));
    }

    private static Optional<Liquidity> liquidity(JsonFields fields) {
        fields.allow("factors", "basis_points", "alpha_floor", "capacities");
        return fields.build(() -> {
            List<Liquidity.Step> factors = new ArrayList<>();
            for (JsonFields step : fields.list("factors")) {
                step.allow("size", "factor");
                factors.add(new Liquidity.Step(step.number("size"), step.number("factor")));
            }
            return new Liquidity(
                    factors,
                    fields.number("basis_points"),
                    fields.number("alpha_floor"),
                    fields.has("capacities") ? numbers(fields.object("capacities")) : Map.of());
        });
    }
}
