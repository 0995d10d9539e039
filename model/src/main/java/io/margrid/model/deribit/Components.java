package io.margrid.model.deribit;

/// Names of the parts of Deribit's margins, as in `private/pme/simulate`.
public final class Components {
    /// Worst loss over both tables.
    public static final String WORST_CASE = "worst_case";

    /// Charge for moves between expiries.
    public static final String ROLL_SHOCK = "roll_shock";

    /// Charge for the size of the net delta.
    public static final String DELTA_SHOCK = "delta_shock";

    /// Charge between correlated currencies, passed through.
    public static final String CORRELATION_CONTINGENCY = "correlation_contingency";

    /// Sum of the components before it, the worst case rounded to nine decimals.
    public static final String RISK_MATRIX_MARGIN = "risk_matrix_margin";

    /// Market maker protection, passed through.
    public static final String MMP_MARGIN = "mmp_margin";

    /// Open orders, passed through.
    public static final String OPEN_ORDERS_MARGIN = "open_orders_margin";

    /// Spot orders, passed through.
    public static final String SPOT_MARGIN = "spot_margin";

    private Components() {}
}
