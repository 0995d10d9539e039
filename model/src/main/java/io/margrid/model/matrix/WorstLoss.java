package io.margrid.model.matrix;

/// The largest loss over scenarios.
public final class WorstLoss {
    private WorstLoss() {}

    /// `max(0, -min)`.
    ///
    /// @param pnl profit in each scenario
    /// @return zero or more; 0 for no scenarios
    /// @throws ArithmeticException if an entry is not a number: it must not win or lose by accident
    public static double of(double[] pnl) {
        return of(pnl, 0, pnl.length);
    }

    /// The same over some of the scenarios.
    ///
    /// @param pnl  profit in each scenario
    /// @param from the first that counts
    /// @param to   after the last
    /// @return zero or more
    /// @throws ArithmeticException if an entry is not a number
    public static double of(double[] pnl, int from, int to) {
        double lowest = 0.0;
        for (int s = from; s < to; s++) {
            if (Double.isNaN(pnl[s])) {
                throw new ArithmeticException("profit in scenario %d is not a number".formatted(s + 1));
            }
            lowest = pnl[s] < lowest ? pnl[s] : lowest;
        }
        return -lowest + 0.0;
    }
}
