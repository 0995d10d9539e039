package io.margrid.kernels.opencl;

/// The contract once more with three queues, as on a GPU.
class OpenClOverlappingTest extends OpenClBackendTest {
    @Override
    boolean isOverlapping() {
        return true;
    }
}
