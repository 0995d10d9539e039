package io.margrid.model.margin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The answer for one account.
///
/// @param account    the account's name
/// @param modelId    the model, for example `deribit-spm`
/// @param currencies one entry per settlement currency or risk unit, in order of names; empty for an empty book
/// @param positions  every position, in canonical order
/// @param figures    what the methodology says of the account beside its margin, such as equity and ratios
/// @param notes      what a reader should know, for example what was assumed
public record MarginReport(
        String account,
        String modelId,
        List<CurrencyMargin> currencies,
        List<PositionReport> positions,
        List<AccountFigure> figures,
        List<String> notes) {
    /// Copies the lists.
    public MarginReport {
        currencies = List.copyOf(currencies);
        positions = List.copyOf(positions);
        figures = List.copyOf(figures);
        notes = List.copyOf(notes);
    }

    /// A report of margins only.
    ///
    /// @param account    the account's name
    /// @param modelId    the model
    /// @param currencies one entry per settlement currency or risk unit
    /// @param positions  every position, in canonical order
    public MarginReport(
            String account, String modelId, List<CurrencyMargin> currencies, List<PositionReport> positions) {
        this(account, modelId, currencies, positions, List.of(), List.of());
    }

    /// The report with more figures.
    ///
    /// @param more figures of the account
    /// @return the same report with them behind its own
    public MarginReport with(List<AccountFigure> more) {
        List<AccountFigure> all = new ArrayList<>(figures);
        all.addAll(more);
        return new MarginReport(account, modelId, currencies, positions, all, notes);
    }

    /// The report with more notes.
    ///
    /// @param more what a reader should know
    /// @return the same report with them behind its own
    public MarginReport withNotes(List<String> more) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(more);
        return new MarginReport(account, modelId, currencies, positions, figures, all);
    }

    /// A figure of the account.
    ///
    /// @param id its name
    /// @return the figure; empty if the report has none of that name
    public Optional<AccountFigure> figure(String id) {
        return figures.stream().filter(figure -> figure.id().equals(id)).findFirst();
    }

    /// Initial margin of all currencies.
    ///
    /// @return USD
    public double initialUsd() {
        double sum = 0.0;
        for (CurrencyMargin currency : currencies) {
            sum += currency.initialUsd();
        }
        return sum;
    }

    /// Maintenance margin of all currencies.
    ///
    /// @return USD
    public double maintenanceUsd() {
        double sum = 0.0;
        for (CurrencyMargin currency : currencies) {
            sum += currency.maintenanceUsd();
        }
        return sum;
    }
}
