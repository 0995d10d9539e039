package io.margrid.model.revaluation;

import java.util.Arrays;
import java.util.Set;

/// The output of one revaluation. Reusable: backends overwrite it, callers allocate it once.
///
/// `n` instruments, `B` books, `S` scenarios; the vector of row `r` begins at `r * stride`. Arrays are shared.
/// Entries between `S` and `stride` are unspecified; columns of outputs that are not wanted are empty.
///
/// @param outputs     what is wanted
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
/// @param worstCells  worst cell and runner-up of each book
public record RevaluationResult(
        Set<Output> outputs,
        int scenarios,
        int stride,
        double[] riskVectors,
        double[] bookPnl,
        double[] value,
        double[] delta,
        double[] gamma,
        double[] vega,
        double[] theta,
        WorstCells worstCells) {
    /// A result with room for all outputs of a batch.
    ///
    /// @param batch the batch
    /// @return arrays of zeros
    public static RevaluationResult allocate(RevaluationBatch batch) {
        return allocate(batch, Output.ALL);
    }

    /// A result with room for some outputs of a batch.
    ///
    /// @param batch   the batch
    /// @param outputs what is wanted
    /// @return arrays of zeros
    public static RevaluationResult allocate(RevaluationBatch batch, Set<Output> outputs) {
        return allocate(
                outputs,
                batch.shocks().scenarios(),
                batch.instruments().size(),
                batch.books().rows());
    }

    /// A result with room for batches up to a size.
    ///
    /// @param outputs     what is wanted
    /// @param scenarios   `S`
    /// @param instruments the most instruments
    /// @param rows        the most books
    /// @return arrays of zeros
    public static RevaluationResult allocate(Set<Output> outputs, int scenarios, int instruments, int rows) {
        int stride = BatchLayout.stride(scenarios);
        int greeks = outputs.contains(Output.GREEKS) ? instruments : 0;
        return new RevaluationResult(
                Set.copyOf(outputs),
                scenarios,
                stride,
                new double[outputs.contains(Output.RISK_VECTORS) ? instruments * stride : 0],
                new double[outputs.contains(Output.BOOK_PNL) ? rows * stride : 0],
                new double[greeks],
                new double[greeks],
                new double[greeks],
                new double[greeks],
                new double[greeks],
                WorstCells.allocate(outputs.contains(Output.WORST_CELLS) ? rows : 0));
    }

    /// Whether an output is wanted.
    ///
    /// @param output the output
    /// @return false if its columns are empty
    public boolean wants(Output output) {
        return outputs.contains(output);
    }

    /// Checks that a batch fits.
    ///
    /// @param batch the batch
    /// @throws IllegalArgumentException if an array is too small, or scenarios or stride differ
    public void requireRoomFor(RevaluationBatch batch) {
        int n = batch.instruments().size();
        int greeks = wants(Output.GREEKS) ? n : 0;
        if (scenarios != batch.shocks().scenarios()
                || stride != BatchLayout.stride(scenarios)
                || riskVectors.length < (wants(Output.RISK_VECTORS) ? (long) n * stride : 0)
                || bookPnl.length
                        < (wants(Output.BOOK_PNL) ? (long) batch.books().rows() * stride : 0)
                || value.length < greeks
                || delta.length < greeks
                || gamma.length < greeks
                || vega.length < greeks
                || theta.length < greeks
                || !worstCells.hasRoomFor(
                        wants(Output.WORST_CELLS) ? batch.books().rows() : 0)) {
            throw new IllegalArgumentException("the result was allocated for another batch");
        }
    }

    /// Copies the vector of one book.
    ///
    /// @param row the book's row
    /// @return `S` doubles
    public double[] bookVector(int row) {
        return Arrays.copyOfRange(bookPnl, row * stride, row * stride + scenarios);
    }

    /// Copies the vector of one instrument.
    ///
    /// @param instrument the instrument's index
    /// @return `S` doubles, profit of one unit
    public double[] riskVector(int instrument) {
        return Arrays.copyOfRange(riskVectors, instrument * stride, instrument * stride + scenarios);
    }

    /// Whether every figure of an instrument is finite, of the outputs that are wanted.
    ///
    /// @param instrument the instrument's index
    /// @return false if any is infinite or NaN
    public boolean isFinite(int instrument) {
        // What is not finite times zero is NaN, and so is every sum with it.
        double zero = 0.0;
        if (wants(Output.GREEKS)) {
            zero += 0.0 * value[instrument]
                    + 0.0 * delta[instrument]
                    + 0.0 * gamma[instrument]
                    + 0.0 * vega[instrument]
                    + 0.0 * theta[instrument];
        }
        if (wants(Output.RISK_VECTORS)) {
            int from = instrument * stride;
            for (int at = from; at < from + scenarios; at++) {
                zero += 0.0 * riskVectors[at];
            }
        }
        return zero == 0.0;
    }
}
