package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamCancellationTest {
    private final StreamCancellation cancellation = new StreamCancellation();
    private final List<String> ran = new ArrayList<>();

    @Test
    void actionsRunOnceInTheirOrder() {
        cancellation.onCancel(() -> ran.add("first"));
        cancellation.onCancel(() -> ran.add("second"));
        assertThat(cancellation.isCancelled()).isFalse();
        assertThat(ran).isEmpty();
        cancellation.cancel();
        cancellation.cancel();
        assertThat(cancellation.isCancelled()).isTrue();
        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void whoComesLaterIsRunAtOnce() {
        cancellation.cancel();
        cancellation.onCancel(() -> ran.add("late"));
        assertThat(ran).containsExactly("late");
    }

    @Test
    void whatIsForgottenIsNotRun() {
        Runnable one = () -> ran.add("one");
        cancellation.onCancel(one);
        cancellation.onCancel(() -> ran.add("two"));
        cancellation.forget(one);
        cancellation.forget(one);
        cancellation.cancel();
        assertThat(ran).containsExactly("two");
    }

    @Test
    void allThatIsDoneIsForgottenTogether() {
        cancellation.onCancel(() -> ran.add("one"));
        cancellation.onCancel(() -> ran.add("two"));
        cancellation.forget();
        cancellation.onCancel(() -> ran.add("three"));
        cancellation.cancel();
        assertThat(ran).containsExactly("three");
    }

    /// An action may use what it is an action of, from any thread: nothing is locked while it runs.
    @Test
    void actionsRunWithoutALock() throws InterruptedException {
        cancellation.onCancel(() -> {
            Thread other = Thread.ofVirtual().start(() -> cancellation.onCancel(() -> ran.add("other")));
            try {
                other.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            ran.add("own");
        });
        cancellation.cancel();
        assertThat(ran).containsExactly("other", "own");
    }
}
