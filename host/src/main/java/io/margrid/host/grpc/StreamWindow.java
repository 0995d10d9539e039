package io.margrid.host.grpc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// What a server holds of a stream of books, between the three that work on it: who reads books, who margins
/// them and who writes answers. Bounded: another message is asked for only while less than a window is held.
///
/// Whoever waits is woken by the others or by [#stop]; a clock only ends the wait for more books to margin
/// together.
///
/// @param <R> what the one in the middle hands on
final class StreamWindow<R> {
    private final long windowBytes;
    private final Runnable askForMore;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<BookBatch> read = new ArrayDeque<>();
    private final Deque<R> margined = new ArrayDeque<>();
    private long held;
    private boolean asked;
    private boolean readEnded;
    private boolean marginEnded;
    private boolean stopped;

    /// A window of which nothing is held.
    ///
    /// @param windowBytes weight that closes it
    /// @param askForMore  asks the client for one more message; must not block
    StreamWindow(long windowBytes, Runnable askForMore) {
        this.windowBytes = windowBytes;
        this.askForMore = askForMore;
    }

    /// Asks for the first books.
    void open() {
        change(() -> {});
    }

    /// Takes the books of the message that was asked for.
    void add(BookBatch batch) {
        change(() -> {
            asked = false;
            held += batch.weight();
            read.add(batch);
        });
    }

    /// No more books will come.
    void endOfBooks() {
        change(() -> readEnded = true);
    }

    /// Waits for books.
    ///
    /// @param lines most lines, but for the last batch
    /// @param books most books, likewise
    /// @param many  if so many lines are there and more can come, some time is given for them to come too
    /// @param nanos how much
    /// @return all that are there, up to these; empty at the end
    List<BookBatch> books(long lines, long books, long many, long nanos) throws InterruptedException {
        lock.lock();
        try {
            while (read.isEmpty() && !readEnded && !stopped) {
                changed.await();
            }
            long left = waitingLines() < many ? 0 : nanos;
            while (left > 0 && asked && !readEnded && !stopped && waitingLines() < lines) {
                left = changed.awaitNanos(left);
            }
            List<BookBatch> taken = new ArrayList<>();
            long takenLines = 0;
            long takenBooks = 0;
            while (!stopped && !read.isEmpty() && takenLines < lines && takenBooks < books) {
                BookBatch batch = read.remove();
                takenLines += batch.lines();
                takenBooks += batch.books().size();
                taken.add(batch);
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private long waitingLines() {
        return read.stream().mapToLong(BookBatch::lines).sum();
    }

    /// Takes what was made of books, which are held until [#release].
    void add(R result) {
        change(() -> margined.add(result));
    }

    /// No more results will come.
    void endOfResults() {
        change(() -> marginEnded = true);
    }

    /// Waits for a result.
    ///
    /// @return empty at the end
    Optional<R> result() throws InterruptedException {
        lock.lock();
        try {
            while (margined.isEmpty() && !marginEnded && !stopped) {
                changed.await();
            }
            return stopped ? Optional.empty() : Optional.ofNullable(margined.poll());
        } finally {
            lock.unlock();
        }
    }

    /// Waits until a condition holds, of which [#wake] tells.
    ///
    /// @return false if the stream was stopped
    boolean await(BooleanSupplier condition) throws InterruptedException {
        lock.lock();
        try {
            while (!stopped && !condition.getAsBoolean()) {
                changed.await();
            }
            return !stopped;
        } finally {
            lock.unlock();
        }
    }

    /// Makes [#await] look again.
    void wake() {
        change(() -> {});
    }

    /// Books have been answered.
    void release(long weight) {
        change(() -> held -= weight);
    }

    /// Ends all waiting and drops what is held.
    void stop() {
        change(() -> {
            stopped = true;
            read.clear();
            margined.clear();
        });
    }

    boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable change) {
        boolean ask;
        lock.lock();
        try {
            change.run();
            ask = !asked && !readEnded && !stopped && held < windowBytes;
            asked |= ask;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (ask) {
            askForMore.run();
        }
    }
}
