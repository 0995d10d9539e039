/// The kernels' text, put together for each language. Start with [KernelSource].
@NullMarked
package io.margrid.kernels.source;

import org.jspecify.annotations.NullMarked;
