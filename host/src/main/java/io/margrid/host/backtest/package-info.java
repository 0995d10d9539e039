/// Value at risk from past prices, and whether it held: what a scenario set from history is worth before a margin
/// is built on it. Start with [io.margrid.host.backtest.Backtest].
@NullMarked
package io.margrid.host.backtest;

import org.jspecify.annotations.NullMarked;
