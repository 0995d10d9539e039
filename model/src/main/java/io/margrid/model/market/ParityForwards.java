package io.margrid.model.market;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/// The forward of one expiry, from the marks of its calls and puts.
///
/// With marks `c` and `p` at one strike `K`, put-call parity without discounting gives
/// - inverse (marks in coin): `F = K / (1 - (c - p))`, since `c - p = 1 - K / F`;
/// - linear (marks in quote currency): `F = K + (c - p)`.
///
/// Each strike gives one estimate; the forward is their median (mean of the middle two for an even count), which
/// one stale mark cannot move. Not thread-safe.
public final class ParityForwards {
    private final List<Double> estimates = new ArrayList<>();

    /// Adds one strike of an inverse option pair. A pair whose marks leave no positive forward is ignored.
    ///
    /// @param strike   quote currency per base coin
    /// @param callMark in coin
    /// @param putMark  in coin
    public void addInverse(double strike, double callMark, double putMark) {
        add(strike / (1.0 - (callMark - putMark)));
    }

    /// Adds one strike of a linear option pair. A pair whose marks leave no positive forward is ignored.
    ///
    /// @param strike   quote currency per base coin
    /// @param callMark in quote currency
    /// @param putMark  in quote currency
    public void addLinear(double strike, double callMark, double putMark) {
        add(strike + (callMark - putMark));
    }

    private void add(double estimate) {
        if (estimate > 0.0 && estimate < Double.POSITIVE_INFINITY) {
            estimates.add(estimate);
        }
    }

    /// The number of strikes that gave an estimate.
    ///
    /// @return zero or more
    public int strikes() {
        return estimates.size();
    }

    /// The median estimate.
    ///
    /// @return empty if no strike had both marks
    public OptionalDouble median() {
        if (estimates.isEmpty()) {
            return OptionalDouble.empty();
        }
        List<Double> sorted = new ArrayList<>(estimates);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        double upper = sorted.get(middle);
        return OptionalDouble.of(sorted.size() % 2 == 1 ? upper : (sorted.get(middle - 1) + upper) / 2.0);
    }
}
