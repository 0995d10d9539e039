package io.margrid.cpu;

import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBackendContract;

class ScalarBackendTest extends RevaluationBackendContract {
    @Override
    protected RevaluationBackend open() {
        return new ScalarBackend();
    }

    @Override
    protected RevaluationBackend openReference() {
        return new ScalarBackend();
    }
}
