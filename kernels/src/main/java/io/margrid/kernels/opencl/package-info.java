/// The OpenCL binding, for any device with double precision. Start with [OpenClBackendProvider].
@NullMarked
package io.margrid.kernels.opencl;

import org.jspecify.annotations.NullMarked;
