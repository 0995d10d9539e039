package io.margrid.model.span;

/// What one delta of a combined commodity is worth to an inter-commodity spread: its weighted price risk.
public enum PriceRiskMethod {
    /// Price risk over net delta.
    NORMAL,
    /// The price scan range.
    SCANRANGE,
    /// The smaller of both.
    SCANRANGE_CAP;

    /// The weighted price risk.
    ///
    /// @param priceRisk price risk of the commodity, money
    /// @param netDelta  net composite delta, standard contracts
    /// @param scanRange price scan range of a standard contract, money
    /// @return money for one standard contract; 0 where it is a part of the price risk and there is no net delta
    public double weighted(double priceRisk, double netDelta, double scanRange) {
        double normal = netDelta == 0.0 ? 0.0 : priceRisk / Math.abs(netDelta);
        return switch (this) {
            case NORMAL -> normal;
            case SCANRANGE -> scanRange;
            case SCANRANGE_CAP -> Math.min(normal, scanRange);
        };
    }
}
