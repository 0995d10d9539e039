package io.margrid.kernels.device;

import io.margrid.model.revaluation.BackendInfo;

/// A driver for tests of memory and copies: it has no kernels.
class NoKernels extends HostDriver {
    @Override
    public BackendInfo info() {
        return new BackendInfo("memory", "a/b/c", "for tests");
    }

    @Override
    public boolean lanesAreInstruments() {
        return false;
    }

    @Override
    public long memoryLimit() {
        return 1000;
    }

    @Override
    public KernelCall kernel(String name) {
        throw new UnsupportedOperationException(name);
    }
}
