package io.margrid.host.cli;

import io.margrid.host.backend.Backends;
import io.margrid.host.batch.BatchObserver;
import io.margrid.host.batch.BatchSettings;
import io.margrid.host.batch.DynamicBatcher;
import io.margrid.host.engine.MarginEngine;
import picocli.CommandLine.Option;

/// The choice of backend.
final class BackendOption {
    @Option(
            names = "--backend",
            paramLabel = "NAME",
            defaultValue = Backends.AUTO,
            description = "auto, or one that `margrid doctor` lists; a named one is used or the program stops (default:"
                    + " ${DEFAULT-VALUE})")
    private String backend = Backends.AUTO;

    BackendOption() {}

    /// Opens the backend while something else is done.
    OpeningBackend opening() {
        return new OpeningBackend(backend);
    }

    /// Opens the backend for one caller after another.
    MarginEngine open() {
        return new MarginEngine(Backends.open(backend));
    }

    /// Opens the backend for many callers at once, whose work is joined.
    MarginEngine open(BatchSettings settings) {
        return new MarginEngine(DynamicBatcher.start(Backends.open(backend), settings, BatchObserver.NONE));
    }
}
