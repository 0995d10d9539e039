/// Our own portfolio margin, for venues in design and for comparison. Start with
/// [io.margrid.model.generic.GenericMargin].
@NullMarked
package io.margrid.model.generic;

import org.jspecify.annotations.NullMarked;
