package io.margrid.host.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// The program's version, from the manifest.
final class Version implements IVersionProvider {
    Version() {}

    static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"margrid " + text()};
    }
}
