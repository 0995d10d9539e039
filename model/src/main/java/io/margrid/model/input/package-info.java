/// How bad input is reported: every violation at once, each with its place and value.
///
/// Start with [Violations].
@NullMarked
package io.margrid.model.input;

import org.jspecify.annotations.NullMarked;
