package io.margrid.host.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/// How unary calls are answered.
final class Unary {
    private Unary() {}

    /// Answers a call with a computed message or with the status of what went wrong.
    ///
    /// @param <A>      the answer's type
    /// @param observer takes the answer
    /// @param answer   computes it
    static <A> void answer(StreamObserver<A> observer, Supplier<A> answer) {
        if (observer instanceof ServerCallStreamObserver<A> call) {
            // With a handler set, answering a call that was cancelled meanwhile is not an error.
            call.setOnCancelHandler(() -> {});
        }
        A message;
        try {
            message = answer.get();
        } catch (RuntimeException | OutOfMemoryError e) {
            observer.onError(StatusErrors.of(e, ErrorBytes.current()));
            return;
        }
        observer.onNext(message);
        observer.onCompleted();
    }
}
