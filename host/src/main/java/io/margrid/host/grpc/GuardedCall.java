package io.margrid.host.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.concurrent.locks.ReentrantLock;

/// A call that may be ended by one thread while another sends: whoever comes after the end is not heard.
///
/// A stream's bad message is found where it is read, and its answers are sent elsewhere.
final class GuardedCall<Q, A> extends SimpleForwardingServerCall<Q, A> {
    private final ReentrantLock lock = new ReentrantLock();
    private boolean closed;

    GuardedCall(ServerCall<Q, A> call) {
        super(call);
    }

    @Override
    public void sendHeaders(Metadata headers) {
        ifOpen(() -> super.sendHeaders(headers));
    }

    @Override
    public void sendMessage(A message) {
        ifOpen(() -> super.sendMessage(message));
    }

    @Override
    public void close(Status status, Metadata trailers) {
        ifOpen(() -> {
            closed = true;
            super.close(status, trailers);
        });
    }

    private void ifOpen(Runnable action) {
        lock.lock();
        try {
            if (!closed) {
                action.run();
            }
        } finally {
            lock.unlock();
        }
    }
}
