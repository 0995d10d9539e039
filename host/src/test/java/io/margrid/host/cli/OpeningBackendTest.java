package io.margrid.host.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.margrid.host.engine.MarginEngine;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.revaluation.BackendException;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.KnownAnswer;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpeningBackendTest {
    @Test
    void handsOverABackendThatComputes() {
        try (OpeningBackend opening = new OpeningBackend("scalar")) {
            assertThat(KnownAnswer.reproducedBy(opening.await())).isTrue();
            try (MarginEngine engine = opening.engine()) {
                assertThat(engine.backend().id()).isEqualTo("scalar");
            }
        }
    }

    @Test
    void saysWhyItDoesNotOpen() {
        try (OpeningBackend opening = new OpeningBackend("abacus")) {
            assertThatThrownBy(opening::await)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("abacus");
            assertThatThrownBy(opening::engine).isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void closesWhatNobodyTookAndOnlyThat() {
        AtomicInteger closed = new AtomicInteger();
        OpeningBackend untaken = new OpeningBackend(() -> backend(closed));
        untaken.close();
        assertThat(closed).hasValue(1);
        OpeningBackend taken = new OpeningBackend(() -> backend(closed));
        try (MarginEngine engine = taken.engine()) {
            taken.close();
            assertThat(closed).hasValue(1);
            assertThat(engine.backend().id()).isEqualTo("fake");
        }
        assertThat(closed).hasValue(2);
    }

    @Test
    void closesWhatFailsWhileItIsRunWarm() {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "one processor: nothing is run warm");
        AtomicInteger closed = new AtomicInteger();
        CountDownLatch called = new CountDownLatch(1);
        RevaluationBackend failing = new RevaluationBackend() {
            @Override
            public BackendInfo info() {
                return new BackendInfo("fake", "cpu/fake/1", "for tests");
            }

            @Override
            public void revalue(RevaluationBatch batch, RevaluationResult result) {
                called.countDown();
                throw new BackendException(BackendException.Fault.LOST, "gone");
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
        try (OpeningBackend opening = new OpeningBackend(() -> failing)) {
            assertThatCode(called::await).doesNotThrowAnyException();
            assertThatThrownBy(opening::await)
                    .isInstanceOf(BackendException.class)
                    .hasMessage("gone");
        }
        assertThat(closed).hasValue(1);
    }

    private static RevaluationBackend backend(AtomicInteger closed) {
        return new RevaluationBackend() {
            @Override
            public BackendInfo info() {
                return new BackendInfo("fake", "cpu/fake/1", "for tests");
            }

            @Override
            public void revalue(RevaluationBatch batch, RevaluationResult result) {}

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }
}
