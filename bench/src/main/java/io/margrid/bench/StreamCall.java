package io.margrid.bench;

import io.grpc.Channel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.margrid.v1.MarginServiceGrpc;
import io.margrid.v1.MarginServiceGrpc.MarginServiceStub;
import io.margrid.v1.RevalueBooksRequest;
import io.margrid.v1.RevalueBooksResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// One call of `RevalueBooks`: sends messages as fast as the server takes them and hands every answer on.
final class StreamCall implements ClientResponseObserver<RevalueBooksRequest, RevalueBooksResponse> {
    private final List<RevalueBooksRequest> requests;
    private final Consumer<RevalueBooksResponse> answers;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    private StreamCall(List<RevalueBooksRequest> requests, Consumer<RevalueBooksResponse> answers) {
        this.requests = requests;
        this.answers = answers;
    }

    /// Calls, and waits for the end.
    ///
    /// @param answers takes every message, in order, on one thread at a time
    /// @return nanoseconds
    /// @throws java.util.concurrent.CompletionException if the call fails
    static long run(Channel channel, List<RevalueBooksRequest> requests, Consumer<RevalueBooksResponse> answers) {
        return run(MarginServiceGrpc.newStub(channel), requests, answers);
    }

    /// The same with a stub of the caller's, which may have a deadline.
    static long run(
            MarginServiceStub stub, List<RevalueBooksRequest> requests, Consumer<RevalueBooksResponse> answers) {
        StreamCall call = new StreamCall(requests, answers);
        long start = System.nanoTime();
        stub.revalueBooks(call);
        call.done.join();
        return System.nanoTime() - start;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<RevalueBooksRequest> server) {
        server.setOnReadyHandler(new Runnable() {
            private int sent;

            @Override
            public void run() {
                while (server.isReady() && sent < requests.size()) {
                    server.onNext(requests.get(sent));
                    sent++;
                    if (sent == requests.size()) {
                        server.onCompleted();
                    }
                }
            }
        });
    }

    @Override
    public void onNext(RevalueBooksResponse answer) {
        answers.accept(answer);
    }

    @Override
    public void onError(Throwable failure) {
        done.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
        done.complete(null);
    }
}
