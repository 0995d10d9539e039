/// Nothing itself. The kernels are C in `src/main/c`; `source` puts their text together, `device` is the backend
/// on any device, `cuda` and `opencl` are the two bindings.
@NullMarked
package io.margrid.kernels;

import org.jspecify.annotations.NullMarked;
