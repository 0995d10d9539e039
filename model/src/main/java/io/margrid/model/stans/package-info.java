/// The outline of OCC's STANS over given sets of scenarios. Start with [io.margrid.model.stans.StansMargin].
@NullMarked
package io.margrid.model.stans;

import org.jspecify.annotations.NullMarked;
