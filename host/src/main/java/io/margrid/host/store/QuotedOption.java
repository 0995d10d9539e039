package io.margrid.host.store;

import io.margrid.model.instrument.OptionContract;
import java.util.OptionalDouble;

/// What was said of one option, as it was said.
///
/// @param contract         its terms
/// @param markVolatilityPercent mark volatility in percent a year
/// @param underlyingPrice  forward in quote currency for one base coin; there if forwards are quoted
/// @param markPrice        the venue's own mark: base coins (inverse) or quote currency (linear) for one coin
public record QuotedOption(
        OptionContract contract,
        double markVolatilityPercent,
        OptionalDouble underlyingPrice,
        OptionalDouble markPrice) {}
