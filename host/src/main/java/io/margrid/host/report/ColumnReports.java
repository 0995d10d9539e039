package io.margrid.host.report;

import io.margrid.model.margin.FullBook;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.MarginTotals;
import io.margrid.v1.CurrencyMargin;
import io.margrid.v1.MarginComponent;
import io.margrid.v1.MarginReport;
import java.util.ArrayList;
import java.util.List;

/// Reports in view margins from columns: field by field what [ReportMessages#withoutContext] makes of the same
/// margins. Immutable.
public final class ColumnReports {
    /// Each component with an amount of zero, which most amounts that no rule computes are: messages are shared.
    private final List<MarginComponent> zeros = new ArrayList<>();

    private final List<String> notes;

    /// Reports of a model.
    ///
    /// @param model whose margins
    /// @param notes what a reader of every report should know
    public ColumnReports(MarginModel model, List<String> notes) {
        this.notes = List.copyOf(notes);
        for (int c = 0; c < model.components().size(); c++) {
            zeros.add(MarginComponent.newBuilder()
                    .setId(model.components().get(c))
                    .setScope(ReportMessages.scope(model.scopes().get(c)))
                    .build());
        }
    }

    /// The report of one account.
    ///
    /// @param totals  the figures of the account and others
    /// @param account index of the account; must not be refused
    /// @param lines   lines of its book as it was given
    /// @return the message
    public MarginReport report(MarginTotals totals, int account, int lines) {
        FullBook book = totals.book();
        MarginReport.Builder report = MarginReport.newBuilder()
                .setAccount(book.accounts().get(account))
                .setInitialMarginUsd(totals.initialUsd(account))
                .setMaintenanceMarginUsd(totals.maintenanceUsd(account))
                .addAllNotes(notes)
                .setLines(lines);
        for (int line = book.firstLine()[account]; line < book.firstLine()[account + 1]; line++) {
            report.addCurrencies(currency(totals, line));
        }
        return report.build();
    }

    private CurrencyMargin currency(MarginTotals totals, int line) {
        int code = totals.book().currency()[line];
        CurrencyMargin.Builder currency = CurrencyMargin.newBuilder()
                .setCurrency(totals.book().currencies().get(code))
                .setUsdIndex(totals.usdIndex()[code])
                .setInitialMargin(totals.initial()[line])
                .setMaintenanceMargin(totals.maintenance()[line]);
        for (int c = 0; c < zeros.size(); c++) {
            double amount = totals.amounts()[c][line];
            MarginComponent zero = zeros.get(c);
            // Negative zero has bits of its own and is none of these.
            currency.addComponents(
                    Double.doubleToRawLongBits(amount) == 0L
                            ? zero
                            : zero.toBuilder().setAmount(amount).build());
        }
        return currency.build();
    }
}
