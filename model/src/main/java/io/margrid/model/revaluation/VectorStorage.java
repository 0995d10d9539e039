package io.margrid.model.revaluation;

/// How a backend keeps entries of risk vectors between pricing and summing.
public enum VectorStorage {
    /// As they were computed. What every backend does that is not asked for something else.
    FLOAT64(""),

    /// Each entry rounded once to the nearest `float`, ties to even, so within 2^-24 (6e-8) of its size, or 2^-150
    /// where that is more. Everybody sees the rounded entry: the caller, the sums and the worst cells. Sums stay
    /// `double`. An entry beyond the range of `float` is infinite and treated as such.
    FLOAT32("-float32");

    private final String suffix;

    VectorStorage(String suffix) {
        this.suffix = suffix;
    }

    /// The name of a backend that keeps vectors so.
    ///
    /// @param backend the name with [#FLOAT64], for example `vector`
    /// @return for example `vector-float32`
    public String named(String backend) {
        return backend + suffix;
    }

    /// Makes entries what they are kept as. No entry becomes `-0.0`.
    ///
    /// @param riskVectors entries as computed; overwritten
    /// @param count       how many of the first ones
    public void round(double[] riskVectors, int count) {
        if (this == FLOAT32) {
            for (int at = 0; at < count; at++) {
                // What is tiny and negative is rounded to -0.0f.
                riskVectors[at] = (double) (float) riskVectors[at] + 0.0;
            }
        }
    }
}
