package io.margrid.model.span;

/// What the risk of a combined commodity is made of. All in USD.
///
/// @param scan           scan risk, zero or more
/// @param calendar       charge of calendar spreads, zero or more
/// @param delivery       charge of the delivery month, zero or more
/// @param credit         credit of inter-commodity spreads, zero or more
/// @param minimum        short option minimum, zero or more
/// @param optionValue    value of options that were paid for, long less short
record CommodityRisk(double scan, double calendar, double delivery, double credit, double minimum, double optionValue) {
    /// The risk before the minimum.
    private double spread() {
        return scan + calendar + delivery - credit;
    }

    /// The risk.
    double amount() {
        return Math.max(spread(), minimum);
    }

    /// What the minimum adds, zero or more.
    double minimumExcess() {
        return Math.max(0.0, minimum - spread());
    }

    /// What is required of the commodity before others' option values count; negative if its own are worth more.
    double need() {
        return amount() - optionValue;
    }
}
