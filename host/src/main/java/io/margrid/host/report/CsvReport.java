package io.margrid.host.report;

import io.margrid.host.engine.AccountResult;
import io.margrid.model.input.Violation;
import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.scenario.Scenario;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// Reports as comma-separated values: a row for each account and settlement currency, refused accounts included.
public final class CsvReport {
    private static final List<String> FIRST = List.of(
            "account", "status", "model", "unit", "currency", "usd_index", "initial_margin", "maintenance_margin");
    private static final List<String> LAST = List.of(
            "worst_set", "worst_table", "worst_index", "worst_price_move", "worst_volatility", "worst_pnl", "error");

    private CsvReport() {}

    /// Prints results. The columns depend on the model only, not on what became of the accounts.
    ///
    /// @param componentIds the components of the model that margined them
    /// @param results      in order
    /// @param out          takes the text
    /// @throws IOException if `out` does
    public static void print(List<String> componentIds, List<AccountResult> results, Appendable out)
            throws IOException {
        List<String> header = new ArrayList<>(FIRST);
        header.addAll(componentIds);
        header.addAll(LAST);
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setRecordSeparator('\n')
                .setHeader(header.toArray(String[]::new))
                .get();
        CSVPrinter printer = new CSVPrinter(out, format);
        for (AccountResult result : results) {
            switch (result) {
                case AccountResult.Refused refused -> printer.printRecord(refused(refused, componentIds.size()));
                case AccountResult.Margined margined -> {
                    for (CurrencyMargin currency : margined.report().currencies()) {
                        printer.printRecord(row(margined, currency, componentIds));
                    }
                    if (margined.report().currencies().isEmpty()) {
                        printer.printRecord(empty(margined, componentIds.size()));
                    }
                }
            }
        }
        printer.flush();
    }

    private static List<Object> row(
            AccountResult.Margined margined, CurrencyMargin currency, List<String> componentIds) {
        List<Object> row = new ArrayList<>(List.of(
                margined.account(),
                "ok",
                margined.report().modelId(),
                currency.unit(),
                currency.currency(),
                currency.usdIndex(),
                currency.initial(),
                currency.maintenance()));
        componentIds.forEach(id -> row.add(currency.component(id)));
        Optional<WorstSet> worst = WorstSet.of(currency);
        if (worst.isPresent()) {
            Scenario scenario = worst.get().scenario();
            row.add(worst.get().set().set().key());
            row.add(scenario.table().name().toLowerCase(Locale.ROOT));
            row.add(scenario.indexInTable());
            row.add(scenario.priceMove());
            row.add(scenario.volShock().name().toLowerCase(Locale.ROOT));
            row.add(worst.get().pnl());
        } else {
            blanks(row, LAST.size() - 1);
        }
        row.add("");
        return row;
    }

    private static List<Object> empty(AccountResult.Margined margined, int components) {
        List<Object> row = new ArrayList<>(
                List.of(margined.account(), "ok", margined.report().modelId(), "", "", "", 0.0, 0.0));
        blanks(row, components + LAST.size());
        return row;
    }

    private static List<Object> refused(AccountResult.Refused refused, int components) {
        List<Object> row = new ArrayList<>(List.of(refused.account(), "refused"));
        blanks(row, FIRST.size() - row.size() + components + LAST.size() - 1);
        row.add(refused.violations().stream().map(Violation::toString).collect(Collectors.joining("; ")));
        return row;
    }

    private static void blanks(List<Object> row, int count) {
        for (int i = 0; i < count; i++) {
            row.add("");
        }
    }
}
