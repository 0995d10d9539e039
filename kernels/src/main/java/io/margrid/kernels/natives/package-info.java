/// Loading the bindings' native libraries safely. Start with [PrivateFolder].
@NullMarked
package io.margrid.kernels.natives;

import org.jspecify.annotations.NullMarked;
