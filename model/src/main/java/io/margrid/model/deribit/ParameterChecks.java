package io.margrid.model.deribit;

/// Checks shared by the parameter records.
final class ParameterChecks {
    private ParameterChecks() {}

    static void requireNotNegative(String field, double value) {
        if (!(value >= 0.0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("%s must be zero or more and finite: %s".formatted(field, value));
        }
    }
}
