package io.margrid.model.matrix;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/// Amounts by time to expiry, long and short, of which opposite ones are matched: what a charge between expiries
/// is taken on.
///
/// Matched from the nearest expiry on: each amount is taken against what is open of the other sign, oldest first.
public final class Ladder {
    private final Map<Double, Double> amounts = new TreeMap<>();

    /// An empty ladder.
    public Ladder() {}

    /// Adds an amount; amounts of one expiry net.
    ///
    /// @param years  time to expiry, 0 for none
    /// @param amount signed
    public void add(double years, double amount) {
        amounts.merge(years, amount, Double::sum);
    }

    private record Open(double years, double amount) {}

    /// The sum over matched pieces of their size times the time between their expiries.
    ///
    /// @return amount times years, zero or more
    public double matchedYears() {
        Deque<Open> open = new ArrayDeque<>();
        double matchedYears = 0.0;
        for (Map.Entry<Double, Double> step : amounts.entrySet()) {
            double left = step.getValue();
            while (left != 0.0 && !open.isEmpty() && open.peekFirst().amount() * left < 0.0) {
                Open first = open.removeFirst();
                double piece = Math.min(Math.abs(first.amount()), Math.abs(left));
                matchedYears += piece * (step.getKey() - first.years());
                double rest = first.amount() + Math.copySign(piece, left);
                left -= Math.copySign(piece, left);
                if (Math.abs(rest) > 0.0) {
                    open.addFirst(new Open(first.years(), rest));
                }
            }
            if (left != 0.0) {
                open.addLast(new Open(step.getKey(), left));
            }
        }
        return matchedYears;
    }
}
