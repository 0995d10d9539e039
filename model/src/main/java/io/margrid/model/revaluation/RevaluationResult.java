package io.margrid.model.revaluation;

/// The output of one revaluation. Reusable: backends overwrite it, callers allocate it once.
///
/// `n` instruments, `B` books, `S` scenarios; the vector of row `r` begins at `r * stride`. Arrays are shared.
/// Entries between `S` and `stride` are unspecified.
///
/// @param scenarios   `S`
/// @param stride      doubles from one vector to the next, see [BatchLayout]
/// @param riskVectors profit per unit of each instrument in each scenario, settlement currency
/// @param bookPnl     profit of each book in each scenario, settlement currency, in [SummationOrder]
/// @param value       base value of one unit: coin for inverse options, quote currency for linear ones; 0 for
///     futures
/// @param delta       Black-76 delta `dB/dF` of one unit, in base coins; 1 for futures
/// @param gamma       `d delta / dF`, per unit of quote currency; 0 for futures
/// @param vega        `dB / d volatility`, quote currency per 1.00 of volatility; 0 for futures
/// @param theta       `dB / dt`, quote currency per year, negative for a long option; 0 for futures
public record RevaluationResult(
        int scenarios,
        int stride,
        double[] riskVectors,
        double[] bookPnl,
        double[] value,
        double[] delta,
        double[] gamma,
        double[] vega,
        double[] theta) {
    /// A result with room for a batch.
    ///
    /// @param batch the batch
    /// @return arrays of zeros
    public static RevaluationResult allocate(RevaluationBatch batch) {
        int n = batch.instruments().size();
        int stride = BatchLayout.stride(batch.shocks().scenarios());
        return new RevaluationResult(
                batch.shocks().scenarios(),
                stride,
                new double[n * stride],
                new double[batch.books().rows() * stride],
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n]);
    }

    /// Checks that a batch fits.
    ///
    /// @param batch the batch
    /// @throws IllegalArgumentException if an array is too small, or scenarios or stride differ
    public void requireRoomFor(RevaluationBatch batch) {
        int n = batch.instruments().size();
        if (scenarios != batch.shocks().scenarios()
                || stride != BatchLayout.stride(scenarios)
                || riskVectors.length < (long) n * stride
                || bookPnl.length < (long) batch.books().rows() * stride
                || value.length < n
                || delta.length < n
                || gamma.length < n
                || vega.length < n
                || theta.length < n) {
            throw new IllegalArgumentException("the result was allocated for another batch");
        }
    }

    /// Copies the vector of one book.
    ///
    /// @param row the book's row
    /// @return `S` doubles
    public double[] bookVector(int row) {
        return java.util.Arrays.copyOfRange(bookPnl, row * stride, row * stride + scenarios);
    }

    /// Copies the vector of one instrument.
    ///
    /// @param instrument the instrument's index
    /// @return `S` doubles, profit of one unit
    public double[] riskVector(int instrument) {
        return java.util.Arrays.copyOfRange(riskVectors, instrument * stride, instrument * stride + scenarios);
    }
}
