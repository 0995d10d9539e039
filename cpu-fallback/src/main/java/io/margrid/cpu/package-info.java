/// Backends on the central processor: the scalar reference, and the Vector API one that gives the same bits
/// faster.
///
/// Start with [ScalarBackend] and [Black76]; [VectorBackend] repeats their operations lane by lane.
@NullMarked
package io.margrid.cpu;

import org.jspecify.annotations.NullMarked;
