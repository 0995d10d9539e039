package io.margrid.host.cli;

import io.margrid.host.backend.Backends;
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
}
