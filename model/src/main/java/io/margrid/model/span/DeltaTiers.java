package io.margrid.model.span;

/// Net composite deltas of a combined commodity by tier of expiries, in standard contracts, which spreads consume.
/// Not thread-safe.
final class DeltaTiers {
    private final double[] left;
    private final double[] spread;
    private final double[] weight;
    private final double[] priced;
    private double net;

    DeltaTiers(int tiers) {
        this.left = new double[tiers];
        this.spread = new double[tiers];
        this.weight = new double[tiers];
        this.priced = new double[tiers];
    }

    /// Adds a position's delta.
    ///
    /// @param tier  its tier
    /// @param delta standard contracts
    /// @param price of a standard contract
    void add(int tier, double delta, double price) {
        left[tier] += delta;
        net += delta;
        weight[tier] += Math.abs(delta);
        priced[tier] += Math.abs(delta) * price;
    }

    /// The delta of all tiers before any spread.
    double net() {
        return net;
    }

    /// What no spread has consumed yet.
    double left(int tier) {
        return left[tier];
    }

    /// The amount that spreads have consumed, zero or more.
    double spread(int tier) {
        return spread[tier];
    }

    /// Mean price of a standard contract over the positions of a tier, by their deltas.
    ///
    /// @return 0 for a tier without deltas
    double price(int tier) {
        return weight[tier] > 0.0 ? priced[tier] / weight[tier] : 0.0;
    }

    /// Takes delta off a tier, towards zero.
    ///
    /// @param amount zero or more, standard contracts; at most what is left, but for rounding
    void consume(int tier, double amount) {
        double rest = Math.max(Math.abs(left[tier]) - amount, 0.0);
        left[tier] = Math.copySign(rest, left[tier]);
        spread[tier] += amount;
    }

    /// What is left of all tiers but one.
    ///
    /// @param without a tier that does not count; -1 if all do
    double leftBut(int without) {
        double sum = 0.0;
        for (int t = 0; t < left.length; t++) {
            sum += t == without ? 0.0 : left[t];
        }
        return sum;
    }

    /// Takes delta off all tiers but one: off those that have the sign of [#leftBut], the nearest first.
    ///
    /// @param without a tier that is left alone; -1 for none
    /// @param amount  zero or more, at most `|leftBut|`, standard contracts
    void consumeBut(int without, double amount) {
        double sign = Math.signum(leftBut(without));
        double rest = amount;
        for (int t = 0; t < left.length && rest > 0.0; t++) {
            if (t != without && left[t] * sign > 0.0) {
                double part = Math.min(rest, Math.abs(left[t]));
                consume(t, part);
                rest -= part;
            }
        }
    }
}
