package io.margrid.model.revaluation;

/// Where things lie in result arrays: the one place that knows.
public final class BatchLayout {
    /// Vectors over the scenarios begin at multiples of this many doubles, so that SIMD rows stay aligned to each
    /// other.
    public static final int ROW_MULTIPLE = 4;

    private BatchLayout() {}

    /// Doubles from one vector over the scenarios to the next.
    ///
    /// @param scenarios the number of scenarios
    /// @return `scenarios` rounded up to [#ROW_MULTIPLE]
    public static int stride(int scenarios) {
        return (scenarios + ROW_MULTIPLE - 1) / ROW_MULTIPLE * ROW_MULTIPLE;
    }
}
