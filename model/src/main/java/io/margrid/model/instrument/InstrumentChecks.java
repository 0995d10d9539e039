package io.margrid.model.instrument;

/// Checks shared by the instrument records.
final class InstrumentChecks {
    private InstrumentChecks() {}

    static void requireName(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
    }

    static void requirePositive(String field, double value) {
        if (!(value > 0.0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("%s must be positive and finite: %s".formatted(field, value));
        }
    }
}
