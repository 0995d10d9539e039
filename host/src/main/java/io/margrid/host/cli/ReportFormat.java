package io.margrid.host.cli;

/// How reports are printed.
enum ReportFormat {
    /// For people.
    TABLE,
    /// The API's messages.
    JSON,
    /// A row for each account and currency.
    CSV,
    /// The shape of Deribit's `private/pme/simulate` result.
    DERIBIT
}
