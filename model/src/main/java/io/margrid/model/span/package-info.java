/// SPAN: sixteen scenarios for each combined commodity, with charges for what nets only by the scenarios and
/// credits for what does not net by them. Start with [io.margrid.model.span.SpanMargin].
@NullMarked
package io.margrid.model.span;

import org.jspecify.annotations.NullMarked;
