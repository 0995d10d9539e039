package io.margrid.model.market;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.Settlement;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// Forwards by put-call parity: one for each pair, settlement and expiry, from all marks of its options.
///
/// Marks may come in any order; [ParityForwards] has the formulas. Not thread-safe.
public final class ForwardsByExpiry {
    private final Map<Expiry, Map<Double, Marks>> strikes = new HashMap<>();
    private final Map<Expiry, OptionalDouble> forwards = new HashMap<>();

    /// No marks yet.
    public ForwardsByExpiry() {}

    /// Options that share a forward.
    private record Expiry(CurrencyPair pair, Settlement settlement, Instant at) {
        static Expiry of(OptionContract option) {
            return new Expiry(option.pair(), option.settlement(), option.expiresAt());
        }
    }

    /// The marks at one strike; NaN for one that is not there, which gives no estimate.
    private record Marks(double call, double put) {
        static final Marks NONE = new Marks(Double.NaN, Double.NaN);
    }

    /// Adds the mark of an option, or replaces an earlier one of the same option.
    ///
    /// @param option its terms
    /// @param mark   in coin (inverse) or quote currency (linear)
    public void add(OptionContract option, double mark) {
        Expiry expiry = Expiry.of(option);
        forwards.remove(expiry);
        Map<Double, Marks> ofExpiry = strikes.computeIfAbsent(expiry, _ -> new HashMap<>());
        Marks known = ofExpiry.getOrDefault(option.strike(), Marks.NONE);
        ofExpiry.put(
                option.strike(),
                switch (option.type()) {
                    case CALL -> new Marks(mark, known.put());
                    case PUT -> new Marks(known.call(), mark);
                });
    }

    /// The forward of an option's expiry.
    ///
    /// @param option an option, added or not
    /// @return empty if no strike of the expiry has marks of both call and put that leave a positive forward
    public OptionalDouble forward(OptionContract option) {
        return forwards.computeIfAbsent(Expiry.of(option), this::median);
    }

    private OptionalDouble median(Expiry expiry) {
        ParityForwards estimates = new ParityForwards();
        strikes.getOrDefault(expiry, Map.of()).forEach((strike, marks) -> {
            switch (expiry.settlement()) {
                case INVERSE -> estimates.addInverse(strike, marks.call(), marks.put());
                case LINEAR -> estimates.addLinear(strike, marks.call(), marks.put());
            }
        });
        return estimates.median();
    }
}
