/// The outline of CME's SPAN 2 over sets of past days. Start with [io.margrid.model.span2.Span2Margin].
@NullMarked
package io.margrid.model.span2;

import org.jspecify.annotations.NullMarked;
