package io.margrid.model.deribit;

/// Standard margin of futures of a pair: rates that rise with size.
///
/// @param initial     initial rate of the first coin
/// @param maintenance maintenance rate of the first coin
/// @param incPerCoin  rise of both rates per coin
public record StandardFutureParameters(double initial, double maintenance, double incPerCoin) {
    /// Checks the ranges.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public StandardFutureParameters {
        ParameterChecks.requireNotNegative("im", initial);
        ParameterChecks.requireNotNegative("mm", maintenance);
        ParameterChecks.requireNotNegative("inc_per_coin", incPerCoin);
    }
}
