/// The domain and the revaluation port. Depends on no other module, no wire format and no device.
///
/// Where to start: [io.margrid.model.margin] for the seam between methodologies and the engine,
/// [io.margrid.model.revaluation] for the port that backends implement.
@NullMarked
package io.margrid.model;

import org.jspecify.annotations.NullMarked;
