/// Doubles as the decimals that people write for them. Start with [ShortestDecimal].
@NullMarked
package io.margrid.model.decimal;

import org.jspecify.annotations.NullMarked;
