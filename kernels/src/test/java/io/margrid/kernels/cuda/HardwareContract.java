package io.margrid.kernels.cuda;

import io.margrid.cpu.ScalarBackend;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBackendContract;

/// The contract on this machine's GPU. Its name keeps it out of the build, which must pass without one; by hand:
/// `mvn -pl kernels -am test -Dtest=HardwareContract -Dsurefire.failIfNoSpecifiedTests=false`
class HardwareContract extends RevaluationBackendContract {
    @Override
    protected RevaluationBackend open() {
        return new CudaBackendProvider().open();
    }

    @Override
    protected RevaluationBackend openReference() {
        return new ScalarBackend();
    }
}
