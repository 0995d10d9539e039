/// The margin of dYdX v4: perpetuals against one balance, with an initial fraction that grows with the open
/// interest of a market. Start with [io.margrid.model.dydx.DydxMargin].
@NullMarked
package io.margrid.model.dydx;

import org.jspecify.annotations.NullMarked;
