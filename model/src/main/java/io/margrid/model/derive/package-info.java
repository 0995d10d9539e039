/// Derive portfolio margin (PMRM2). Start with [io.margrid.model.derive.DeriveMargin].
@NullMarked
package io.margrid.model.derive;

import org.jspecify.annotations.NullMarked;
