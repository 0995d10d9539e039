package io.margrid.kernels.device;

import io.margrid.model.revaluation.BackendInfo;

/// A driver that can nothing; tests override what they need.
class NoDriver implements DeviceDriver {
    private static UnsupportedOperationException unsupported() {
        return new UnsupportedOperationException("not in this test");
    }

    @Override
    public BackendInfo info() {
        throw unsupported();
    }

    @Override
    public boolean lanesAreInstruments() {
        throw unsupported();
    }

    @Override
    public long memoryLimit() {
        throw unsupported();
    }

    @Override
    public DeviceMemory allocate(long bytes) {
        throw unsupported();
    }

    @Override
    public HostMemory allocateHost(long bytes) {
        throw unsupported();
    }

    @Override
    public KernelCall kernel(String name) {
        throw unsupported();
    }

    @Override
    public Mark mark() {
        throw unsupported();
    }

    @Override
    public void set(Mark mark) {
        throw unsupported();
    }

    @Override
    public void write(DeviceMemory to, long toOffset, HostMemory from, long fromOffset, long bytes) {
        throw unsupported();
    }

    @Override
    public void read(HostMemory to, long toOffset, DeviceMemory from, long fromOffset, long bytes, Mark after) {
        throw unsupported();
    }

    @Override
    public void await(HostMemory host) {
        throw unsupported();
    }

    @Override
    public void finish() {
        throw unsupported();
    }

    @Override
    public void close() {}
}
