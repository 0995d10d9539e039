package io.margrid.bench;

import io.grpc.stub.StreamObserver;
import io.margrid.v1.MarginServiceGrpc.MarginServiceImplBase;
import io.margrid.v1.RevalueBooksRequest;
import io.margrid.v1.RevalueBooksResponse;
import java.util.List;

/// Answers a stream of as many messages as it knows with the answers that it was given, spread evenly: what a
/// stream costs when nothing is computed. Messages are read and encoded by gRPC as in any service.
final class StreamEcho extends MarginServiceImplBase {
    private final int requests;
    private final List<RevalueBooksResponse> answers;

    StreamEcho(int requests, List<RevalueBooksResponse> answers) {
        this.requests = requests;
        this.answers = List.copyOf(answers);
    }

    @Override
    public StreamObserver<RevalueBooksRequest> revalueBooks(StreamObserver<RevalueBooksResponse> observer) {
        return new StreamObserver<>() {
            private long read;
            private int sent;

            @Override
            public void onNext(RevalueBooksRequest request) {
                read++;
                while (sent < read * answers.size() / requests) {
                    observer.onNext(answers.get(sent));
                    sent++;
                }
            }

            @Override
            public void onError(Throwable cancelled) {
                // The client has gone.
            }

            @Override
            public void onCompleted() {
                observer.onCompleted();
            }
        };
    }
}
