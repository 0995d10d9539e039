package io.margrid.host.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Function;

/// A stream that is answered message by message, in order. The next message is asked for when the answer to the
/// one before is written and the client takes answers, so neither side fills the server's memory.
///
/// A call's callbacks come one at a time, on a virtual thread, so they may block.
///
/// @param <Q> a message's type
/// @param <A> an answer's type
final class UpdateStream<Q, A> implements StreamObserver<Q> {
    private final ServerCallStreamObserver<A> answers;
    private final Function<Q, A> answer;
    private boolean ended;
    private boolean waiting;

    private UpdateStream(ServerCallStreamObserver<A> answers, Function<Q, A> answer) {
        this.answers = answers;
        this.answer = answer;
    }

    /// Begins to read a stream.
    ///
    /// @param observer takes the answers
    /// @param answer   answers a message, or throws what ends the stream
    /// @param <Q>      a message's type
    /// @param <A>      an answer's type
    /// @return takes the messages
    static <Q, A> StreamObserver<Q> start(StreamObserver<A> observer, Function<Q, A> answer) {
        UpdateStream<Q, A> stream = new UpdateStream<>((ServerCallStreamObserver<A>) observer, answer);
        stream.answers.disableAutoRequest();
        stream.answers.setOnReadyHandler(stream::ready);
        // With a handler set, answering a call that was cancelled meanwhile is not an error.
        stream.answers.setOnCancelHandler(() -> stream.ended = true);
        stream.answers.request(1);
        return stream;
    }

    private void ready() {
        if (waiting && answers.isReady()) {
            waiting = false;
            answers.request(1);
        }
    }

    @Override
    public void onNext(Q message) {
        if (ended) {
            return;
        }
        A next;
        try {
            next = answer.apply(message);
        } catch (RuntimeException | OutOfMemoryError e) {
            ended = true;
            answers.onError(StatusErrors.of(e, ErrorBytes.current()));
            return;
        }
        answers.onNext(next);
        waiting = true;
        ready();
    }

    @Override
    public void onError(Throwable failure) {
        ended = true;
    }

    @Override
    public void onCompleted() {
        if (!ended) {
            answers.onCompleted();
        }
    }
}
