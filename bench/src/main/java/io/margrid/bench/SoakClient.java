package io.margrid.bench;

import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractBlockingStub;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Calls with a bound: a call that has no answer when it should is lost, and says so.
///
/// @param port    the server's
/// @param channel the one that is kept
/// @param later   cancels calls
record SoakClient(int port, ManagedChannel channel, ScheduledExecutorService later) implements AutoCloseable {
    /// When an answer counts as lost.
    static final int LOST_SECONDS = 60;

    static SoakClient to(int port) {
        return new SoakClient(port, StreamSuite.channel(port), Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "cancels");
            thread.setDaemon(true);
            return thread;
        }));
    }

    /// A stub whose calls end.
    <S extends AbstractBlockingStub<S>> S bounded(Function<ManagedChannel, S> stub) {
        return stub.apply(channel).withDeadlineAfter(LOST_SECONDS, TimeUnit.SECONDS);
    }

    /// Runs calls and says how they ended.
    ///
    /// @return the code of the first status that is not OK, or OK
    static String code(Runnable calls) {
        return status(calls).getCode().name();
    }

    static Status status(Runnable calls) {
        try {
            calls.run();
            return Status.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StatusRuntimeException status) {
                return status.getStatus();
            }
            throw e;
        }
    }

    /// Runs calls that are given up after a while.
    ///
    /// @param micros how long
    String cancelled(Runnable calls, long micros) {
        Context.CancellableContext context = Context.current().withCancellation();
        var cancel = later.schedule(() -> context.cancel(null), micros, TimeUnit.MICROSECONDS);
        try {
            return code(() -> context.run(calls));
        } finally {
            cancel.cancel(false);
            context.close();
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
        later.shutdownNow();
    }
}
