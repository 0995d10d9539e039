/// A consistent view of the market at an instant: index, forwards, mark volatilities, mark prices.
///
/// Start with [MarketSnapshot]. Reading files into snapshots is the host's work.
@NullMarked
package io.margrid.model.market;

import org.jspecify.annotations.NullMarked;
