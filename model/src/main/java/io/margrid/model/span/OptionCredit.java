package io.margrid.model.span;

import java.util.List;

/// What is left to require once net option values are counted.
///
///     need[c]  = risk[c] - net option value[c]
///     COMMODITY:  required[c] = max(0, need[c])
///     ACCOUNT:    sum of required = max(0, sum of need)
///
/// In the account the value that commodities do not need lowers the needs of others, in order of their names.
///
/// @param required each commodity's requirement, USD, zero or more
/// @param unused   value that nothing needed, USD, zero or more
record OptionCredit(double[] required, double unused) {
    /// Nets needs.
    ///
    /// @param needs in order of names, USD; negative where options are worth more than the risk
    /// @param scope where the value counts
    static OptionCredit of(List<Double> needs, OptionValueScope scope) {
        double spare = 0.0;
        for (double need : needs) {
            spare += Math.max(0.0, -need);
        }
        double[] required = new double[needs.size()];
        for (int c = 0; c < required.length; c++) {
            double need = Math.max(0.0, needs.get(c));
            double used = scope == OptionValueScope.ACCOUNT ? Math.min(need, spare) : 0.0;
            required[c] = need - used + 0.0;
            spare -= used;
        }
        return new OptionCredit(required, spare + 0.0);
    }
}
