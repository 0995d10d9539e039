package io.margrid.model.deribit;

/// Names of the parts of Deribit's margins; those of portfolio margin as in `private/pme/simulate`.
public final class Components {
    /// Standard margin's part of options in the initial margin.
    public static final String OPTIONS_INITIAL_MARGIN = "options_initial_margin";

    /// Standard margin's part of futures in the initial margin.
    public static final String FUTURES_INITIAL_MARGIN = "futures_initial_margin";

    /// Standard margin's part of options in the maintenance margin.
    public static final String OPTIONS_MAINTENANCE_MARGIN = "options_maintenance_margin";

    /// Standard margin's part of futures in the maintenance margin.
    public static final String FUTURES_MAINTENANCE_MARGIN = "futures_maintenance_margin";

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
