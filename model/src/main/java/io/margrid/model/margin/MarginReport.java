package io.margrid.model.margin;

import java.util.List;

/// The answer for one account.
///
/// @param account    the account's name
/// @param modelId    the model, for example `deribit-spm`
/// @param currencies one entry per settlement currency, in code order; empty for an empty book
/// @param positions  every position, in canonical order
public record MarginReport(
        String account, String modelId, List<CurrencyMargin> currencies, List<PositionReport> positions) {
    /// Copies the lists.
    public MarginReport {
        currencies = List.copyOf(currencies);
        positions = List.copyOf(positions);
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
