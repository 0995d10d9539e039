package io.margrid.host.cli;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads an instant of the command line.
final class InstantConverter implements ITypeConverter<Instant> {
    InstantConverter() {}

    @Override
    public Instant convert(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "must be an instant such as 2026-08-20T21:36:00Z: \"%s\"".formatted(text));
        }
    }
}
