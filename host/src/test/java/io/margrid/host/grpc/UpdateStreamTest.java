package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.margrid.model.input.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When the next message is asked for, in the order of a call's callbacks.
class UpdateStreamTest {
    private final Answers answers = new Answers();
    private final StreamObserver<Integer> messages = UpdateStream.start(answers, message -> {
        if (message < 0) {
            throw new InvalidInputException("message", "is negative: " + message);
        }
        return "answer " + message;
    });

    @Test
    void oneMessageIsAskedForAtATime() {
        assertThat(answers.automatic).isFalse();
        assertThat(answers.requested).isEqualTo(1);
        messages.onNext(1);
        assertThat(answers.requested).isEqualTo(2);
        messages.onNext(2);
        messages.onCompleted();
        assertThat(answers.seen).containsExactly("answer 1", "answer 2", "completed");
    }

    @Test
    void aClientThatDoesNotReadIsNotReadFrom() {
        answers.ready = false;
        messages.onNext(1);
        assertThat(answers.seen).containsExactly("answer 1");
        assertThat(answers.requested).isEqualTo(1);
        answers.becomeReady();
        assertThat(answers.requested).isEqualTo(2);
        answers.becomeReady();
        assertThat(answers.requested).isEqualTo(2);
    }

    @Test
    void afterAFailureNothingIsAskedForOrSaid() {
        messages.onNext(-1);
        assertThat(answers.seen).singleElement().isInstanceOf(StatusRuntimeException.class);
        assertThat(answers.requested).isEqualTo(1);
        messages.onNext(1);
        messages.onCompleted();
        answers.becomeReady();
        assertThat(answers.seen).hasSize(1);
        assertThat(answers.requested).isEqualTo(1);
    }

    @Test
    void aCancelledStreamIsNotAnswered() {
        answers.cancel.run();
        messages.onNext(1);
        messages.onCompleted();
        assertThat(answers.seen).isEmpty();
    }

    /// Takes what is said and asked.
    private static final class Answers extends ServerCallStreamObserver<String> {
        private final List<Object> seen = new ArrayList<>();
        private Runnable onReady = () -> {};
        private Runnable cancel = () -> {};
        private boolean automatic = true;
        private boolean ready = true;
        private int requested;

        void becomeReady() {
            ready = true;
            onReady.run();
        }

        @Override
        public void onNext(String value) {
            seen.add(value);
        }

        @Override
        public void onError(Throwable t) {
            seen.add(t);
        }

        @Override
        public void onCompleted() {
            seen.add("completed");
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setOnReadyHandler(Runnable handler) {
            onReady = handler;
        }

        @Override
        public void disableAutoInboundFlowControl() {
            automatic = false;
        }

        @Override
        public void disableAutoRequest() {
            automatic = false;
        }

        @Override
        public void request(int count) {
            requested += count;
        }

        @Override
        public void setMessageCompression(boolean enable) {}

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public void setOnCancelHandler(Runnable handler) {
            cancel = handler;
        }

        @Override
        public void setCompression(String compression) {}
    }
}
