package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.StatusRuntimeException;
import io.margrid.host.backend.Backends;
import io.margrid.host.batch.BatchObserver;
import io.margrid.host.batch.BatchSettings;
import io.margrid.host.batch.DynamicBatcher;
import io.margrid.host.engine.MarginEngine;
import io.margrid.model.revaluation.BackendException;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.v1.ComputeMarginRequest;
import io.margrid.v1.ComputeMarginResponse;
import io.margrid.v1.MarginServiceGrpc;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void bothRequestsAreAnswered() {
        try (InProcess server = new InProcess(Fixture.engine(), Fixture.content())) {
            for (ComputeMarginRequest request : WarmUp.requests(Fixture.snapshot("small"))) {
                ComputeMarginResponse answer =
                        MarginServiceGrpc.newBlockingStub(server.channel()).computeMargin(request);
                assertThat(answer.getReport().getInitialMarginUsd()).isPositive();
                assertThat(answer.getReport().getLines()).isEqualTo(2);
            }
        }
    }

    @Test
    void theEngineIsCalledAndStaysOpen() throws IOException {
        try (MarginEngine engine = Fixture.engine()) {
            assertThat(WarmUp.run(engine, Fixture.content(), Fixture.snapshot("small"), Duration.ofMillis(1)))
                    .isPositive();
            assertThat(WarmUp.run(engine, Fixture.content(), Fixture.snapshot("small"), Duration.ZERO))
                    .isZero();
            // What clients cannot have, the warm-up need not have either.
            assertThat(WarmUp.run(engine, Fixture.content(), Fixture.snapshot("gone"), Duration.ofMillis(1)))
                    .isNotNegative();
        }
    }

    @Test
    void aQueueThatHoldsNoCallIsTold() {
        BatchSettings tiny = new BatchSettings(true, 1 << 20, 10, 1 << 20, 100, 1.0, 0, 0);
        DynamicBatcher batcher = DynamicBatcher.start(Backends.open("scalar"), tiny, BatchObserver.NONE);
        try (MarginEngine engine = new MarginEngine(batcher)) {
            assertThatThrownBy(() ->
                            WarmUp.run(engine, Fixture.content(), Fixture.snapshot("small"), Duration.ofMillis(1)))
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            failure -> assertThat(WarmUp.isMoreThanMayWait(failure))
                                    .isTrue());
        }
    }

    @Test
    void aBackendThatFailsIsNotReady() {
        RevaluationBackend broken = new RevaluationBackend() {
            @Override
            public BackendInfo info() {
                return new BackendInfo("x", "x/y/z", "fails");
            }

            @Override
            public void revalue(RevaluationBatch batch, RevaluationResult result) {
                throw new BackendException(BackendException.Fault.LOST, "gone");
            }
        };
        try (MarginEngine engine = new MarginEngine(broken)) {
            assertThatThrownBy(() ->
                            WarmUp.run(engine, Fixture.content(), Fixture.snapshot("small"), Duration.ofMillis(1)))
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            failure -> assertThat(WarmUp.isMoreThanMayWait(failure))
                                    .isFalse())
                    .hasMessageContaining("gone");
        }
    }
}
