package io.margrid.kernels.cuda;

/// The contract with copies and kernels done at random moments.
class CudaFakeDriverRandomOrderTest extends CudaFakeDriverContractTest {
    private int opened;

    @Override
    int order() {
        opened++;
        return Integer.getInteger("margrid.seed", 20_260_820) + opened;
    }
}
