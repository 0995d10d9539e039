package io.margrid.host.cli;

import io.margrid.host.deribit.Reconciliation;
import io.margrid.host.deribit.SourceFile;
import io.margrid.host.deribit.SourceFiles;
import io.margrid.host.engine.MarginEngine;
import io.margrid.model.input.InvalidInputException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Recomputes a saved answer of the exchange and compares.
@Command(
        name = "reconcile",
        description = "Recompute a saved private/pme/simulate answer and compare every figure; exit code 0 only if all"
                + " agree.")
final class ReconcileCommand implements Callable<Integer> {
    private static final int SHOWN = 10;

    private final Console console;

    @Mixin
    private final BackendOption backend = new BackendOption();

    @Parameters(paramLabel = "FILE", description = "the saved answer, with or without the JSON-RPC envelope")
    private Path file = Path.of("");

    @Option(
            names = "--tolerance",
            paramLabel = "X",
            defaultValue = "1e-9",
            description = "largest difference that agrees, relative to the largest cell of the same vector (default:"
                    + " ${DEFAULT-VALUE})")
    private double tolerance = 1e-9;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, or deribit for the recomputed result (default: ${DEFAULT-VALUE})")
    private ReportFormat format = ReportFormat.TABLE;

    ReconcileCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!(tolerance >= 0.0 && tolerance < 1.0)) {
            throw new InvalidInputException("tolerance", "must be in [0, 1): " + tolerance);
        }
        if (format != ReportFormat.TABLE && format != ReportFormat.DERIBIT) {
            throw new InvalidInputException("format", "must be table or deribit");
        }
        SourceFile source = SourceFiles.one(file.toString());
        try (MarginEngine engine = backend.open()) {
            Reconciliation.Outcome outcome = Reconciliation.run(source, tolerance, engine);
            if (format == ReportFormat.DERIBIT) {
                console.out().println(outcome.computedText());
            } else {
                table(outcome);
            }
            return outcome.agrees() ? ExitCodes.OK : ExitCodes.FAILED;
        }
    }

    private void table(Reconciliation.Outcome outcome) {
        PrintWriter out = console.out();
        out.println("reconciling %s on %s, tolerance %s of the largest cell"
                .formatted(file.getFileName(), outcome.backend(), tolerance));
        out.println();
        out.println("%-40s %8s %12s %22s  %s".formatted("block", "cells", "same bits", "largest difference", "result"));
        for (Map.Entry<String, Reconciliation.Block> entry : outcome.blocks().entrySet()) {
            Reconciliation.Block block = entry.getValue();
            out.println(String.format(
                    Locale.ROOT,
                    "%-40s %8d %12d %22s  %s",
                    entry.getKey(),
                    block.cells(),
                    block.identical(),
                    block.largestDifference() == 0.0
                            ? "0"
                            : String.format(Locale.ROOT, "%.2e", block.largestDifference()),
                    block.result()));
        }
        out.println();
        outcome.blocks().values().stream()
                .flatMap(block -> block.differing().stream())
                .limit(SHOWN)
                .forEach(difference -> out.println("differs: " + difference));
        outcome.notes().forEach(note -> out.println("note: " + note));
        out.println(outcome.agrees() ? "all figures agree" : "figures differ");
    }
}
