/// Immutable contract terms: options, futures, perpetuals and spot pairs, and the names venues give them.
///
/// No prices and no quantities live here. Start with [Instrument].
@NullMarked
package io.margrid.model.instrument;

import org.jspecify.annotations.NullMarked;
