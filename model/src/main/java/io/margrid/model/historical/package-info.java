/// Margin as expected shortfall or value at risk over past days. Start with
/// [io.margrid.model.historical.HistoricalMargin].
@NullMarked
package io.margrid.model.historical;

import org.jspecify.annotations.NullMarked;
