package io.margrid.host.grpc;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.margrid.host.engine.CallTerms;
import io.margrid.host.engine.MarginEngine;
import io.margrid.model.input.InvalidInputException;
import io.margrid.v1.RevalueBooksHeader;
import io.margrid.v1.RevalueBooksResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One call of `RevalueBooks`. Three work on it side by side, with a [StreamWindow] between them: gRPC reads
/// messages and calls this observer, which never blocks; one virtual thread margins what has come; one writes
/// answers and ends the call.
final class RevalueBooksCall implements StreamObserver<StreamPart> {
    private static final String PART = "part";

    /// Fewer lines wait for no others: a small stream is answered at once.
    private static final int FEW_LINES = 1 << 12;

    private final MarginEngine engine;
    private final ServerContent content;
    private final InstantSource clock;
    private final StreamSettings settings;
    private final ServerCallStreamObserver<RevalueBooksResponse> answers;
    private final StreamWindow<ChunkAnswers> window;
    private final StreamCancellation cancellation = new StreamCancellation();
    private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
    private final int errorBytes = Math.min(ErrorBytes.current(), GrpcLimits.STREAM_ERROR_BYTES_MAX);
    private final long deadlineNanos = deadlineNanos();

    // Of the thread that reads.
    private boolean started;
    private boolean ended;
    private long booksRead;

    /// Begins a call: asks for its header.
    ///
    /// @param engine   computes
    /// @param content  what the header can name
    /// @param clock    the time
    /// @param settings how the stream is cut up
    /// @param observer takes the answers
    RevalueBooksCall(
            MarginEngine engine,
            ServerContent content,
            InstantSource clock,
            StreamSettings settings,
            ServerCallStreamObserver<RevalueBooksResponse> observer) {
        this.engine = engine;
        this.content = content;
        this.clock = clock;
        this.settings = settings;
        this.answers = observer;
        window = new StreamWindow<>(settings.windowBytes(), () -> observer.request(1));
        observer.disableAutoRequest();
        observer.setOnReadyHandler(window::wake);
        observer.setOnCancelHandler(this::stop);
        observer.setOnCloseHandler(this::stop);
        window.open();
    }

    private static long deadlineNanos() {
        Deadline deadline = Context.current().getDeadline();
        return deadline == null
                ? CallTerms.NO_DEADLINE
                : System.nanoTime() + deadline.timeRemaining(TimeUnit.NANOSECONDS);
    }

    @Override
    public void onNext(StreamPart part) {
        if (ended) {
            return;
        }
        try {
            switch (part) {
                case StreamPart.Header header -> start(header.message());
                case StreamPart.Books books -> add(books.books());
                case StreamPart.Nothing() ->
                    throw new InvalidInputException(PART, "is required: a header first, then blocks of books");
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            ended = true;
            fail(e);
        }
    }

    private void start(RevalueBooksHeader message) {
        if (started) {
            throw new InvalidInputException(PART, "must be books: a stream has one header, and it has come");
        }
        StreamHeader header = StreamHeader.read(message, content, clock.instant());
        CallTerms terms = new CallTerms(Tenant.current(), header.priority(), deadlineNanos, cancellation);
        ChunkMargins margins = new ChunkMargins(engine, header, terms, settings.reportLines(), errorBytes);
        AnswerWriter writer = new AnswerWriter(header, settings, clock, window, answers);
        started = true;
        Thread.startVirtualThread(() -> margin(margins, settings.lines(header.view())));
        Thread.startVirtualThread(() -> write(writer));
        window.add(BookBatch.of(0, List.of()));
    }

    private void add(List<StreamBook> books) {
        if (!started) {
            throw new InvalidInputException(PART, "must be the header: it has to come before any books");
        }
        BookBatch batch = BookBatch.of(booksRead, books);
        booksRead += books.size();
        window.add(batch);
    }

    @Override
    public void onCompleted() {
        if (ended) {
            return;
        }
        ended = true;
        if (started) {
            window.endOfBooks();
        } else {
            fail(new InvalidInputException(PART, "is required: the stream ended before its header"));
        }
    }

    @Override
    public void onError(Throwable cancelled) {
        ended = true;
        stop();
    }

    private void margin(ChunkMargins margins, int lines) {
        try {
            List<BookBatch> batches = books(margins, lines);
            while (!batches.isEmpty()) {
                window.add(margins.margin(batches));
                cancellation.forget();
                batches = books(margins, lines);
            }
            window.endOfResults();
        } catch (InterruptedException | RuntimeException | Error e) {
            // Whatever it is, a client that waits is told.
            fail(e);
        }
    }

    private List<BookBatch> books(ChunkMargins margins, int lines) throws InterruptedException {
        long many = Math.max(FEW_LINES, margins.many());
        return window.books(lines, settings.chunkBooks(), many, settings.gatherNanos());
    }

    private void write(AnswerWriter writer) {
        try {
            writer.run();
        } catch (InterruptedException | RuntimeException | Error e) {
            // Whatever it is, a client that waits is told.
            fail(e);
        }
        Throwable found = fault.get();
        if (found != null) {
            answers.onError(StatusErrors.of(found, errorBytes));
        }
    }

    /// Has the call end with the status of a fault.
    private void fail(Throwable e) {
        // What fails because the client has gone is nobody's fault.
        if (!window.isStopped()) {
            fault.compareAndSet(null, e);
        }
        stop();
        if (!started) {
            answers.onError(StatusErrors.of(e, errorBytes));
        }
    }

    /// Lets nobody wait for this call or work on it.
    private void stop() {
        window.stop();
        cancellation.cancel();
    }
}
