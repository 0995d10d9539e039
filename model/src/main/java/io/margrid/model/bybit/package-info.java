/// Bybit portfolio margin. Start with [io.margrid.model.bybit.BybitMargin].
@NullMarked
package io.margrid.model.bybit;

import org.jspecify.annotations.NullMarked;
