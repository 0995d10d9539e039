package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Context;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ContextCancellationTest {
    private final Context.CancellableContext context = Context.ROOT.withCancellation();
    private final ContextCancellation cancellation = new ContextCancellation(context);

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void tellsOnceTheContextIsCancelled() {
        CompletableFuture<Boolean> told = new CompletableFuture<>();
        cancellation.onCancel(() -> told.complete(cancellation.isCancelled()));
        assertThat(cancellation.isCancelled()).isFalse();
        context.cancel(null);
        assertThat(told.join()).isTrue();
    }

    /// Or else it waits for the batcher's lock while the batcher, which holds that, waits for the context.
    @Test
    void holdsNoLockOfTheContextWhenItTells() {
        context.cancel(null);
        CompletableFuture<Boolean> held = new CompletableFuture<>();
        cancellation.onCancel(() -> held.complete(Thread.holdsLock(context)));
        assertThat(held.join()).isFalse();
    }

    /// The same as it happened: one thread has the lock and asks, another adds an action that wants the lock.
    @Test
    void addingIsNotHeldUpByTheAction() throws InterruptedException {
        context.cancel(null);
        Object lock = new Object();
        CompletableFuture<Void> told = new CompletableFuture<>();
        synchronized (lock) {
            Thread adding = Thread.ofVirtual()
                    .start(() -> cancellation.onCancel(() -> {
                        synchronized (lock) {
                            told.complete(null);
                        }
                    }));
            adding.join();
            assertThat(cancellation.isCancelled()).isTrue();
        }
        told.join();
    }

    @Test
    void whatIsForgottenIsNotTold() {
        AtomicInteger forgotten = new AtomicInteger();
        CompletableFuture<Void> told = new CompletableFuture<>();
        Runnable action = forgotten::incrementAndGet;
        cancellation.onCancel(action);
        cancellation.onCancel(() -> told.complete(null));
        cancellation.forget(action);
        cancellation.forget(action);
        context.cancel(null);
        told.join();
        assertThat(forgotten).hasValue(0);
    }
}
