package io.margrid.kernels.cuda;

import io.margrid.model.revaluation.BackendInfo;

/// A device as its driver describes it.
///
/// @param index           its number among the visible devices
/// @param name            with blanks, for example `NVIDIA H100 80GB HBM3`
/// @param multiprocessors how many
/// @param clockKilohertz  highest clock
/// @param major           compute capability before the point
/// @param minor           compute capability behind the point
/// @param memoryBytes     all of its memory
/// @param driverVersion   CUDA version of the driver: 1000 times the major number plus 10 times the minor
record CudaDevice(
        int index,
        String name,
        int multiprocessors,
        int clockKilohertz,
        int major,
        int minor,
        long memoryBytes,
        int driverVersion) {
    /// Ten times the least compute capability that the kernels' PTX runs on.
    static final int LEAST_CAPABILITY = 75;

    boolean isCapable() {
        return 10 * major + minor >= LEAST_CAPABILITY;
    }

    /// Something to compare devices by; not a speed.
    long size() {
        return (long) multiprocessors * Math.max(1, clockKilohertz);
    }

    BackendInfo info() {
        String bare = name.startsWith("NVIDIA ") ? name.substring("NVIDIA ".length()) : name;
        String model = bare.strip().replaceAll("[^A-Za-z0-9.+_]+", "-");
        return new BackendInfo(
                CudaBackendProvider.ID,
                "cuda/NVIDIA/" + (model.isEmpty() ? "unnamed" : model),
                "%d MiB, %d multiprocessors at up to %d MHz, compute capability %d.%d, driver for %s"
                        .formatted(
                                memoryBytes >> 20,
                                multiprocessors,
                                clockKilohertz / 1000,
                                major,
                                minor,
                                cudaVersion(driverVersion)));
    }

    /// A version for people.
    static String cudaVersion(int version) {
        return "CUDA %d.%d".formatted(version / 1000, version % 1000 / 10);
    }
}
