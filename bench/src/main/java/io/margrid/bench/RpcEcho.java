package io.margrid.bench;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.margrid.v1.ComputeMarginRequest;
import io.margrid.v1.ComputeMarginResponse;
import io.margrid.v1.MarginServiceGrpc.MarginServiceImplBase;
import java.util.Map;

/// Answers what it was given for the account: what a call costs when nothing is computed. The request is read and
/// the answer encoded by gRPC in every call, as in any service.
final class RpcEcho extends MarginServiceImplBase {
    private final Map<String, ComputeMarginResponse> answers;

    /// @param answers by account
    RpcEcho(Map<String, ComputeMarginResponse> answers) {
        this.answers = Map.copyOf(answers);
    }

    @Override
    public void computeMargin(ComputeMarginRequest request, StreamObserver<ComputeMarginResponse> observer) {
        ComputeMarginResponse answer = answers.get(request.getBook().getAccount());
        if (answer == null) {
            observer.onError(Status.NOT_FOUND.withDescription("no such case").asRuntimeException());
            return;
        }
        observer.onNext(answer);
        observer.onCompleted();
    }
}
