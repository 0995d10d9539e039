/// The margin of Binance's portfolio margin: haircut collateral over the maintenance margin of futures and loans.
/// Start with [io.margrid.model.binance.BinanceMargin].
@NullMarked
package io.margrid.model.binance;

import org.jspecify.annotations.NullMarked;
