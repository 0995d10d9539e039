package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StreamWindowTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final StreamWindow<String> window = new StreamWindow<>(10, asked::incrementAndGet);

    private static BookBatch batch(long first, long lines, long weight) {
        return new BookBatch(first, List.of(), lines, weight);
    }

    @Test
    void asksForOneMessageAtATimeWhileLessThanAWindowIsHeld() {
        window.open();
        assertThat(asked).hasValue(1);
        window.wake();
        assertThat(asked).hasValue(1);
        window.add(batch(0, 1, 9));
        assertThat(asked).hasValue(2);
        window.add(batch(1, 1, 1));
        assertThat(asked).hasValue(2);
        window.release(1);
        assertThat(asked).hasValue(3);
        window.release(9);
        assertThat(asked).hasValue(3);
        window.endOfBooks();
        window.add(batch(2, 1, 1));
        assertThat(asked).hasValue(3);
    }

    @Test
    void givesWhatIsThereUpToABound() throws InterruptedException {
        for (int b = 0; b < 4; b++) {
            window.add(batch(b, 5, 1));
        }
        assertThat(window.books(6, 100, 0, 0)).extracting(BookBatch::first).containsExactly(0L, 1L);
        assertThat(window.books(100, 100, 0, 0)).extracting(BookBatch::first).containsExactly(2L, 3L);
        window.endOfBooks();
        assertThat(window.books(100, 100, 0, 0)).isEmpty();
    }

    /// An hour is not waited out: the test would not end.
    @Test
    void nobodyWaitsForMoreWhereThereIsEnoughOrNoMoreCanCome() throws InterruptedException {
        long hour = 3_600_000_000_000L;
        window.open();
        window.add(batch(0, 5, 1));
        assertThat(window.books(100, 100, 6, hour)).as("not many").hasSize(1);
        window.add(batch(1, 7, 1));
        assertThat(window.books(7, 100, 6, hour)).as("all that is taken").hasSize(1);
        window.add(batch(2, 7, 8));
        assertThat(window.books(100, 100, 6, hour)).as("a full window").hasSize(1);
        window.release(10);
        window.add(batch(3, 7, 1));
        window.endOfBooks();
        assertThat(window.books(100, 100, 6, hour)).as("the last books").hasSize(1);
    }

    @Test
    void resultsComeInOrderAndThenTheEnd() throws InterruptedException {
        window.add("one");
        window.add("two");
        window.endOfResults();
        assertThat(window.result()).contains("one");
        assertThat(window.result()).contains("two");
        assertThat(window.result()).isEmpty();
    }

    @Test
    void nobodyWaitsOnceItIsStopped() throws InterruptedException {
        window.add(batch(0, 1, 1));
        window.add("one");
        window.stop();
        assertThat(window.isStopped()).isTrue();
        assertThat(window.books(1, 1, 0, 0)).isEmpty();
        assertThat(window.result()).isEmpty();
        assertThat(window.await(() -> true)).isFalse();
        window.open();
        assertThat(asked.get()).isLessThanOrEqualTo(1);
    }
}
