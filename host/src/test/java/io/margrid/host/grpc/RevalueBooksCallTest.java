package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.margrid.host.engine.MarginEngine;
import io.margrid.v1.Book;
import io.margrid.v1.ReportView;
import io.margrid.v1.RevalueBooksHeader;
import io.margrid.v1.RevalueBooksRequest;
import io.margrid.v1.RevalueBooksResponse;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How far a stream is read while its client does not take answers, with gRPC's part played by the test.
class RevalueBooksCallTest {
    private static final Book BOOK = Fixture.book().build();
    private static final long WEIGHT = new StreamBook.Whole(BOOK).weight();

    private final MarginEngine engine = Fixture.engine();
    private final FakeClient client = new FakeClient();

    @AfterEach
    void close() {
        engine.close();
    }

    /// A call that holds no more than three books, and one message more.
    private RevalueBooksCall call() {
        StreamSettings settings = new StreamSettings(3 * WEIGHT, 1_000, 1_000, 0, 100, 2, 1_000_000);
        RevalueBooksCall call = new RevalueBooksCall(engine, Fixture.content(), Fixture.CLOCK, settings, client);
        send(call, StreamClient.header(RevalueBooksHeader.newBuilder().setView(ReportView.REPORT_VIEW_TOTALS)));
        return call;
    }

    private static void send(RevalueBooksCall call, RevalueBooksRequest message) {
        call.onNext(StreamPartMarshallerTest.part(message));
    }

    @Test
    void aClientThatTakesNoAnswersIsReadNoFurtherThanTheWindow() throws InterruptedException {
        RevalueBooksCall call = call();
        int sent = 0;
        while (client.asked.get() > sent + 1) {
            send(call, StreamClient.books(BOOK));
            sent++;
        }
        // The header, and books until three are held.
        assertThat(sent).isEqualTo(3);
        client.takeAnswers();
        assertThat(client.poll().hasContext()).isTrue();
        long answered = 0;
        while (answered < 3) {
            answered += client.poll().getAnswers().getAnswersCount();
        }
        assertThat(client.awaitAsked(sent + 2)).isGreaterThan(sent + 1);
        call.onCompleted();
        assertThat(client.poll().getTotals().getAccountsReported()).isEqualTo(3);
        assertThat(client.end()).isEqualTo(Status.Code.OK);
    }

    @Test
    void oneLargeMessageIsTakenWhole() throws InterruptedException {
        RevalueBooksCall call = call();
        assertThat(client.asked.get()).isEqualTo(2);
        send(call, StreamClient.books(Collections.nCopies(7, BOOK)));
        assertThat(client.asked.get()).isEqualTo(2);
        client.takeAnswers();
        call.onCompleted();
        assertThat(client.poll().hasContext()).isTrue();
        List<Integer> blocks = List.of(
                client.poll().getAnswers().getAnswersCount(),
                client.poll().getAnswers().getAnswersCount(),
                client.poll().getAnswers().getAnswersCount(),
                client.poll().getAnswers().getAnswersCount());
        assertThat(blocks).containsExactly(2, 2, 2, 1);
        assertThat(client.poll().getTotals().getAccountsIn()).isEqualTo(7);
    }

    @Test
    void nothingIsSaidToAClientThatHasGone() throws InterruptedException {
        RevalueBooksCall call = call();
        send(call, StreamClient.books(BOOK));
        client.cancelled.run();
        call.onError(Status.CANCELLED.asRuntimeException());
        client.takeAnswers();
        send(call, StreamClient.books(BOOK));
        call.onCompleted();
        assertThat(client.answers).isEmpty();
        assertThat(client.ends).isEmpty();
    }

    /// What gRPC shows of a client.
    private static final class FakeClient extends ServerCallStreamObserver<RevalueBooksResponse> {
        private final AtomicInteger asked = new AtomicInteger();
        private final BlockingQueue<Integer> askedNow = new LinkedBlockingQueue<>();
        private final BlockingQueue<RevalueBooksResponse> answers = new LinkedBlockingQueue<>();
        private final BlockingQueue<Status.Code> ends = new LinkedBlockingQueue<>();
        private volatile boolean ready;
        private Runnable onReady = () -> {};
        private Runnable cancelled = () -> {};

        void takeAnswers() {
            ready = true;
            onReady.run();
        }

        RevalueBooksResponse poll() throws InterruptedException {
            RevalueBooksResponse answer = answers.poll(60, TimeUnit.SECONDS);
            if (answer == null) {
                throw new AssertionError("nothing came");
            }
            return answer;
        }

        Status.Code end() throws InterruptedException {
            Status.Code end = ends.poll(60, TimeUnit.SECONDS);
            if (end == null) {
                throw new AssertionError("no end came");
            }
            return end;
        }

        /// Waits until so many messages have been asked for.
        int awaitAsked(int messages) throws InterruptedException {
            Integer now = 0;
            while (now != null && now < messages) {
                now = askedNow.poll(60, TimeUnit.SECONDS);
            }
            return now == null ? 0 : now;
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void request(int count) {
            askedNow.add(asked.addAndGet(count));
        }

        @Override
        public void onNext(RevalueBooksResponse answer) {
            answers.add(answer);
        }

        @Override
        public void onError(Throwable failure) {
            ends.add(Status.fromThrowable(failure).getCode());
        }

        @Override
        public void onCompleted() {
            ends.add(Status.Code.OK);
        }

        @Override
        public void setOnReadyHandler(Runnable handler) {
            onReady = handler;
        }

        @Override
        public void setOnCancelHandler(Runnable handler) {
            cancelled = handler;
        }

        @Override
        public void setOnCloseHandler(Runnable handler) {}

        @Override
        public void disableAutoInboundFlowControl() {}

        @Override
        public void disableAutoRequest() {}

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public void setMessageCompression(boolean enable) {}

        @Override
        public void setCompression(String compression) {}
    }
}
