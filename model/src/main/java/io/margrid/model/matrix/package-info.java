/// Methodologies that net by risk unit, whatever contracts settle in, and count in USD: what they share. Start
/// with [io.margrid.model.matrix.UnitRules].
@NullMarked
package io.margrid.model.matrix;

import org.jspecify.annotations.NullMarked;
