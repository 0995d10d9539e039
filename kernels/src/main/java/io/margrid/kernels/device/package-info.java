/// A backend on any device: what is copied, which kernels run, in which order. What differs between CUDA and
/// OpenCL is behind [DeviceDriver]. Start with [DeviceBackend].
@NullMarked
package io.margrid.kernels.device;

import org.jspecify.annotations.NullMarked;
