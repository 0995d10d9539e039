package io.margrid.host.cli;

import picocli.CommandLine.Option;

/// How reports are printed.
final class ReportOption {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, json, csv or deribit (default: ${DEFAULT-VALUE})")
    private ReportFormat format = ReportFormat.TABLE;

    @Option(names = "--positions", description = "also print every position (table), or its risk vector (json)")
    private boolean positions;

    ReportOption() {}

    ReportFormat format() {
        return format;
    }

    MarginPrinter printer(Console console) {
        return new MarginPrinter(console, format, positions);
    }
}
