/// The device driver for NVIDIA's GPUs, through jcuda. Nothing but this package sees jcuda. Start with
/// [CudaBackendProvider], which finds out whether there is a device, and [CudaDriver], which uses it.
///
/// It has not run on hardware yet: tests drive it against a driver of their own that runs the kernels on the
/// processor, and `ptxas` assembles the kernels.
@NullMarked
package io.margrid.kernels.cuda;

import org.jspecify.annotations.NullMarked;
