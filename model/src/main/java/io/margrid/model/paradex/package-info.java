/// Paradex portfolio margin. Start with [io.margrid.model.paradex.ParadexMargin].
@NullMarked
package io.margrid.model.paradex;

import org.jspecify.annotations.NullMarked;
