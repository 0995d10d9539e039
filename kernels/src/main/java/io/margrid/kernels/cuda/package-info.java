/// The device driver for NVIDIA's GPUs, through jcuda. Nothing but this package sees jcuda. Start with
/// [CudaBackendProvider], which finds out whether there is a device, and [CudaDriver], which uses it.
///
/// It has not run on hardware yet. Tests drive the host's side against a driver of their own that runs the kernels
/// on the processor; they interpret the PTX, and have `ptxas` assemble it.
@NullMarked
package io.margrid.kernels.cuda;

import org.jspecify.annotations.NullMarked;
