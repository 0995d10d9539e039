package io.margrid.host.grpc;

import io.margrid.host.batch.RefusedException;
import io.margrid.host.engine.CallTerms;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Brings the work of a stream to a batcher that has no room for it again and again, until there is room or the
/// stream is given up: a stream holds its client back, so that waiting costs nobody anything, and a refusal
/// would end it with most of its books unanswered.
final class Patience {
    /// A batcher that says "at once" is not asked without a pause.
    private static final Duration PAUSE_MIN = Duration.ofMillis(1);

    private static final Duration PAUSE_MAX = Duration.ofMillis(250);

    private final CallTerms terms;
    private final Consumer<Duration> pause;

    /// Patience for one stream.
    ///
    /// @param terms of its call
    /// @param pause waits for a time
    Patience(CallTerms terms, Consumer<Duration> pause) {
        this.terms = terms;
        this.pause = pause;
    }

    /// Does some work as soon as there is room for it.
    ///
    /// @param work may be tried several times
    /// @return what it gave
    /// @throws RefusedException if the work is refused for another reason than want of room, as it is once the
    ///     call's deadline has passed or the server ends
    <T> T until(Supplier<T> work) {
        while (true) {
            try {
                return work.get();
            } catch (RefusedException e) {
                if (!isOfRoom(e.reason()) || terms.cancellation().isCancelled()) {
                    throw e;
                }
                pause.accept(bounded(e.retryAfter()));
            }
        }
    }

    private static boolean isOfRoom(RefusedException.Reason reason) {
        return switch (reason) {
            case QUEUE_FULL, TENANT_QUOTA, QUEUE_MEMORY -> true;
            case DRAINING, JOB_TOO_LARGE, DEADLINE, CANCELLED -> false;
        };
    }

    private static Duration bounded(Duration asked) {
        Duration atLeast = asked.compareTo(PAUSE_MIN) < 0 ? PAUSE_MIN : asked;
        return atLeast.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : atLeast;
    }
}
