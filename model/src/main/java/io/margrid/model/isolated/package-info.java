/// Isolated margin: every future and perpetual carries its own margin and is liquidated by itself. Start with
/// [io.margrid.model.isolated.IsolatedMargin]; the formulas are in [io.margrid.model.isolated.IsolatedLinear] and
/// [io.margrid.model.isolated.IsolatedInverse].
@NullMarked
package io.margrid.model.isolated;

import org.jspecify.annotations.NullMarked;
