/// Device backends: one kernel source in a C99 subset for CUDA and OpenCL. Not written yet; until then this module
/// holds the place between `model`, whose port it will implement, and `host`, which will find it by
/// `ServiceLoader`.
@NullMarked
package io.margrid.kernels;

import org.jspecify.annotations.NullMarked;
