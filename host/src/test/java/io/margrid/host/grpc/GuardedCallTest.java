package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GuardedCallTest {
    private static final byte[] MESSAGE = {1};

    private final List<String> sent = new ArrayList<>();
    private final CountDownLatch inMessage = new CountDownLatch(1);
    private final CountDownLatch leave = new CountDownLatch(1);
    private boolean blocks;
    private final GuardedCall<byte[], byte[]> call =
            new GuardedCall<>(new SimpleForwardingServerCall<>(new FakeCall()) {
                @Override
                public void sendHeaders(Metadata headers) {
                    sent.add("headers");
                }

                @Override
                public void sendMessage(byte[] message) {
                    if (blocks) {
                        inMessage.countDown();
                        await(leave);
                    }
                    sent.add("message");
                }

                @Override
                public void close(Status status, Metadata trailers) {
                    sent.add(status.getCode().name());
                }
            });

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void beforeTheEndEverythingIsHeard() {
        call.sendHeaders(new Metadata());
        call.sendMessage(MESSAGE);
        call.sendMessage(MESSAGE);
        call.close(Status.OK, new Metadata());
        assertThat(sent).containsExactly("headers", "message", "message", "OK");
    }

    @Test
    void afterTheEndNothingIs() {
        call.close(Status.INVALID_ARGUMENT, new Metadata());
        call.sendHeaders(new Metadata());
        call.sendMessage(MESSAGE);
        call.close(Status.OK, new Metadata());
        assertThat(sent).containsExactly("INVALID_ARGUMENT");
    }

    @Test
    void theEndWaitsForAMessageThatIsBeingSent() throws InterruptedException {
        blocks = true;
        Thread sending = Thread.ofVirtual().start(() -> call.sendMessage(MESSAGE));
        inMessage.await();
        Thread ending = Thread.ofVirtual().start(() -> call.close(Status.CANCELLED, new Metadata()));
        leave.countDown();
        sending.join();
        ending.join();
        assertThat(sent).containsExactly("message", "CANCELLED");
    }
}
