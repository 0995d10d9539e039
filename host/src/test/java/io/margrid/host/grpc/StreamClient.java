package io.margrid.host.grpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.margrid.v1.AccountAnswer;
import io.margrid.v1.Book;
import io.margrid.v1.BookBlock;
import io.margrid.v1.MarginServiceGrpc.MarginServiceStub;
import io.margrid.v1.RevaluationTotals;
import io.margrid.v1.RevalueBooksHeader;
import io.margrid.v1.RevalueBooksRequest;
import io.margrid.v1.RevalueBooksResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// A client of `RevalueBooks` that sends when it may and keeps all answers.
final class StreamClient implements ClientResponseObserver<RevalueBooksRequest, RevalueBooksResponse> {
    private final List<RevalueBooksRequest> requests;
    private final CompletableFuture<ClientCallStreamObserver<RevalueBooksRequest>> call = new CompletableFuture<>();
    private final CompletableFuture<List<RevalueBooksResponse>> done = new CompletableFuture<>();
    private final List<RevalueBooksResponse> answers = new ArrayList<>();

    private StreamClient(List<RevalueBooksRequest> requests) {
        this.requests = requests;
    }

    /// Begins a call.
    static StreamClient start(MarginServiceStub stub, List<RevalueBooksRequest> requests) {
        StreamClient client = new StreamClient(requests);
        stub.revalueBooks(client);
        return client;
    }

    /// Calls and waits.
    ///
    /// @return all messages
    /// @throws StatusRuntimeException if the call fails
    static List<RevalueBooksResponse> call(MarginServiceStub stub, List<RevalueBooksRequest> requests) {
        return start(stub, requests).await();
    }

    List<RevalueBooksResponse> await() {
        try {
            return done.orTimeout(60, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StatusRuntimeException status ? status : e;
        }
    }

    void cancel() {
        call.join().cancel("enough", null);
    }

    static RevalueBooksRequest header(RevalueBooksHeader.Builder header) {
        return RevalueBooksRequest.newBuilder().setHeader(header).build();
    }

    static RevalueBooksRequest books(Book... books) {
        return books(Arrays.asList(books));
    }

    static RevalueBooksRequest books(List<Book> books) {
        return RevalueBooksRequest.newBuilder()
                .setBooks(BookBlock.newBuilder().addAllBooks(books))
                .build();
    }

    /// A header and books in blocks.
    static List<RevalueBooksRequest> stream(RevalueBooksHeader.Builder header, List<Book> books, int block) {
        List<RevalueBooksRequest> requests = new ArrayList<>();
        requests.add(header(header));
        for (int from = 0; from < books.size(); from += block) {
            requests.add(books(books.subList(from, Math.min(books.size(), from + block))));
        }
        return requests;
    }

    static List<AccountAnswer> answers(List<RevalueBooksResponse> messages) {
        return messages.stream()
                .flatMap(message -> message.getAnswers().getAnswersList().stream())
                .toList();
    }

    static RevaluationTotals totals(List<RevalueBooksResponse> messages) {
        return messages.getLast().getTotals();
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<RevalueBooksRequest> server) {
        call.complete(server);
        server.setOnReadyHandler(new Runnable() {
            private int sent;

            @Override
            public void run() {
                while (server.isReady() && sent <= requests.size()) {
                    if (sent < requests.size()) {
                        server.onNext(requests.get(sent));
                    } else {
                        server.onCompleted();
                    }
                    sent++;
                }
            }
        });
    }

    @Override
    public void onNext(RevalueBooksResponse answer) {
        answers.add(answer);
    }

    @Override
    public void onError(Throwable failure) {
        done.completeExceptionally(
                failure instanceof StatusRuntimeException
                        ? failure
                        : Status.UNKNOWN.withCause(failure).asRuntimeException());
    }

    @Override
    public void onCompleted() {
        done.complete(answers);
    }
}
