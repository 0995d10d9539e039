package io.margrid.host.engine;

import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.NettingSetMargin;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/// Reports to be compared bit by bit.
final class ReportBits {
    private ReportBits() {}

    /// Every figure of a report, as bits.
    static List<Long> of(MarginReport report) {
        List<Double> figures = new ArrayList<>();
        for (CurrencyMargin currency : report.currencies()) {
            figures.add(currency.initial());
            figures.add(currency.maintenance());
            currency.components().forEach(component -> figures.add(component.amount()));
            for (NettingSetMargin set : currency.sets()) {
                DoubleStream.of(set.preAggregated()).forEach(figures::add);
                DoubleStream.of(set.aggregated()).forEach(figures::add);
                figures.add(set.greeks().delta());
                figures.add(set.greeks().gamma());
                figures.add(set.greeks().vegaPerVolPoint());
                figures.add(set.greeks().thetaPerDay());
            }
        }
        report.positions().forEach(p -> {
            figures.add(p.risk().quantity());
            DoubleStream.of(p.risk().vector()).forEach(figures::add);
        });
        return figures.stream().map(Double::doubleToRawLongBits).toList();
    }

    /// The same of a result, with the account's name and the notes; of a refusal its words.
    static List<Object> of(AccountResult result) {
        return switch (result) {
            case AccountResult.Margined margined ->
                List.of(margined.account(), margined.notes(), of(margined.report()));
            case AccountResult.Refused refused -> List.of(refused);
        };
    }
}
