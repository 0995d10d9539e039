package io.margrid.model.history;

/// How value at risk is read off the losses of `n` scenarios.
public enum QuantileRule {
    /// The loss of rank `ceil(n (1 - confidence))`, the least of those that expected shortfall is the mean of.
    ORDER {
        @Override
        public double valueAtRisk(SortedLosses losses, double confidence) {
            return losses.ranked(SortedLosses.tail(losses.size(), confidence));
        }
    },
    /// Profits in rising order, the `i`-th at `100 (i - 0.5) / n` percent, linear between them, the outermost
    /// beyond them; read at `100 (1 - confidence)` percent. Hazen's plotting positions; the rule of Eurex Prisma.
    POINTS {
        @Override
        public double valueAtRisk(SortedLosses losses, double confidence) {
            int n = losses.size();
            double rank = n * (1.0 - confidence) + 0.5;
            if (!(rank > 1.0)) {
                return losses.ranked(1);
            }
            if (!(rank < n)) {
                return losses.ranked(n);
            }
            int below = (int) rank;
            double from = losses.ranked(below);
            return from + (rank - below) * (losses.ranked(below + 1) - from) + 0.0;
        }
    };

    /// Value at risk.
    ///
    /// @param losses     the losses
    /// @param confidence for example 0.99
    /// @return a loss; negative for a gain
    public abstract double valueAtRisk(SortedLosses losses, double confidence);
}
