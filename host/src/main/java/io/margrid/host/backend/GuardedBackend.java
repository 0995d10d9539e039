package io.margrid.host.backend;

import io.margrid.model.revaluation.BackendException;
import io.margrid.model.revaluation.BackendException.Fault;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.DeviceTimes;
import io.margrid.model.revaluation.ResidentBooks;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A device under guard: no fault of it ends the process, makes a caller wait for long, or shows in a figure.
///
/// A fault is whatever the device throws, a call that outlasts the watchdog, or a [cross-check][CrossCheck] that
/// finds a difference. The batch in hand is then computed on the CPU, with the same bits; or, if the user has
/// named the device, it fails with the fault. Unless the fault was the batch's own ([Fault#MEMORY]), the device is
/// quarantined: closed, and after a rest opened and asked for the known answer again, while callers go on without
/// it. A thread in a driver that does not come back is left behind; after [#HUNG_MAX] of them the device is given
/// up.
///
/// As the port has it, one thread at a time may use a guard; [#info] and [#statistics] are for all.
public final class GuardedBackend implements RevaluationBackend {
    /// Threads left behind at the same time after which the device is not opened again.
    static final int HUNG_MAX = 3;

    private static final System.Logger LOG = System.getLogger(GuardedBackend.class.getName());

    /// Where the device stands.
    private sealed interface State {
        record InUse(DeviceSession session, long since) implements State {}

        record Resting(long until, BackendException fault) implements State {}

        record Testing(Future<DeviceSession> opening, long until, BackendException fault) implements State {}

        record GivenUp(BackendException fault) implements State {}

        record Closed() implements State {}
    }

    private final Candidate candidate;
    private final GuardSettings settings;
    private final boolean substituted;
    private final Supplier<RevaluationBackend> cpuOpener;
    private final LongSupplier nanoClock;
    private final RandomGenerator random;

    private final GuardCounters counters = new GuardCounters();
    private final List<KeptBooks> kept = new ArrayList<>();
    private DeviceThread thread;
    private State state;
    private BackendInfo device;
    /// Which opening of the device is in use, or was last.
    private int opening = 1;

    private long restNanos;
    private @Nullable RevaluationBackend cpu;
    private Optional<DeviceTimes> deviceTimes = Optional.empty();
    private volatile BackendInfo computedBy;

    private GuardedBackend(
            Candidate candidate,
            GuardSettings settings,
            boolean substituted,
            Supplier<RevaluationBackend> cpuOpener,
            LongSupplier nanoClock,
            RandomGenerator random,
            DeviceThread thread,
            DeviceSession session) {
        this.candidate = candidate;
        this.settings = settings;
        this.substituted = substituted;
        this.cpuOpener = cpuOpener;
        this.nanoClock = nanoClock;
        this.random = random;
        this.thread = thread;
        this.state = new State.InUse(session, nanoClock.getAsLong());
        this.device = session.info();
        this.computedBy = device;
    }

    /// Opens a device, on its own thread, and asks it for the known answer.
    ///
    /// @param candidate   the device
    /// @param settings    watchdog, rests, cross-checks
    /// @param substituted whether the CPU computes what the device cannot; else such calls fail
    /// @param cpuOpener   opens a backend that checks the device and computes for it; asked once, when needed
    /// @param nanoClock   the time, as `System.nanoTime` tells it
    /// @param random      chooses the batches that are checked
    /// @return the device under guard
    /// @throws BackendException if the device does not open or does not give the known answer
    static GuardedBackend open(
            Candidate candidate,
            GuardSettings settings,
            boolean substituted,
            Supplier<RevaluationBackend> cpuOpener,
            LongSupplier nanoClock,
            RandomGenerator random) {
        DeviceThread thread = newThread(candidate);
        Future<DeviceSession> opening = thread.submit(() -> DeviceSession.open(candidate));
        try {
            DeviceSession session = thread.await("opening", opening, settings.openNanos());
            return new GuardedBackend(candidate, settings, substituted, cpuOpener, nanoClock, random, thread, session);
        } catch (BackendException e) {
            thread.finish(() -> closeIfOpened(opening));
            throw e;
        }
    }

    private static DeviceThread newThread(Candidate candidate) {
        return new DeviceThread("device " + candidate.id());
    }

    private static void closeIfOpened(Future<DeviceSession> opening) {
        if (opening.state() == Future.State.SUCCESS) {
            opening.resultNow().close();
        }
    }

    /// Who computed the last batch; before the first, the device.
    @Override
    public BackendInfo info() {
        return computedBy;
    }

    /// What has been counted.
    ///
    /// @return numbers that may be a batch apart from each other
    public GuardStatistics statistics() {
        return counters.snapshot();
    }

    @Override
    public void revalue(RevaluationBatch batch, RevaluationResult result) {
        result.requireRoomFor(batch);
        Optional<DeviceSession> session = session();
        Fault reason;
        if (session.isPresent()) {
            try {
                keepAgain(session.get(), batch.books());
                compute(session.get(), batch, result);
                counters.deviceBatches.incrementAndGet();
                computedBy = device;
                return;
            } catch (BackendException fault) {
                takeOut(session.get(), fault);
                if (!substituted) {
                    counters.refusedBatches.incrementAndGet();
                    throw told(fault);
                }
                reason = fault.fault();
            }
        } else if (!substituted) {
            counters.refusedBatches.incrementAndGet();
            throw told(fault());
        } else {
            reason = fault().fault();
        }
        deviceTimes = Optional.empty();
        cpu().revalue(batch, result);
        counters.addFallback(reason);
        computedBy = cpu().info();
    }

    /// How long the device worked on the last batch; empty if the CPU computed it.
    @Override
    public Optional<DeviceTimes> lastDeviceTimes() {
        return deviceTimes;
    }

    private void compute(DeviceSession session, RevaluationBatch batch, RevaluationResult result) {
        DeviceSession.Answer answer =
                thread.call("a batch", settings.allowedNanos(batch), () -> session.revalue(batch, result));
        if (settings.crossCheckEvery() > 0 && random.nextInt(settings.crossCheckEvery()) == 0) {
            counters.crossChecks.incrementAndGet();
            CrossCheck.of(batch, random).difference(answer.result(), cpu()).ifPresent(difference -> {
                counters.mismatches.incrementAndGet();
                throw new BackendException(Fault.WRONG_ANSWER, difference);
            });
        }
        ResultPool.copy(batch, answer.result(), result);
        deviceTimes = answer.times();
    }

    private RevaluationBackend cpu() {
        if (cpu == null) {
            cpu = cpuOpener.get();
        }
        return cpu;
    }

    /// The device, if it is in use; moves it on from resting to being tested to being used.
    private Optional<DeviceSession> session() {
        long now = nanoClock.getAsLong();
        if (state instanceof State.Resting(long until, BackendException fault) && now - until >= 0) {
            counters.probes.incrementAndGet();
            state = new State.Testing(
                    thread.submit(() -> DeviceSession.open(candidate)), now + settings.openNanos(), fault);
        }
        if (state instanceof State.Testing testing) {
            tested(testing, now);
        }
        return switch (state) {
            case State.InUse inUse -> Optional.of(inUse.session());
            case State.Closed() -> throw new IllegalStateException("the backend is closed");
            case State.Resting _, State.Testing _, State.GivenUp _ -> Optional.empty();
        };
    }

    private void tested(State.Testing testing, long now) {
        Future<DeviceSession> opened = testing.opening();
        switch (opened.state()) {
            case SUCCESS -> {
                DeviceSession session = opened.resultNow();
                device = session.info();
                state = new State.InUse(session, now);
                opening++;
                counters.returns.incrementAndGet();
                LOG.log(Level.INFO, "backend %s passed its test and is in use again".formatted(device.label()));
            }
            case RUNNING -> {
                if (now - testing.until() >= 0) {
                    leaveBehind(() -> closeIfOpened(opened));
                    failed(new BackendException(Fault.HUNG, "opening did not end in time"), now);
                }
            }
            case FAILED, CANCELLED -> failed(DeviceThread.asFault(opened.exceptionNow()), now);
        }
    }

    private void failed(BackendException fault, long now) {
        counters.add(fault.fault());
        rest(fault, now);
        LOG.log(Level.WARNING, told(fault).getMessage());
    }

    /// After a fault: out of use, unless the fault was the batch's own.
    private void takeOut(DeviceSession session, BackendException fault) {
        if (fault.fault().isOfBatchOnly()) {
            counters.add(fault.fault());
            LOG.log(Level.WARNING, told(fault).getMessage());
            return;
        }
        counters.quarantines.incrementAndGet();
        if (thread.isStuck()) {
            leaveBehind(session::close);
        } else {
            thread.execute(session::close);
        }
        long now = nanoClock.getAsLong();
        if (state instanceof State.InUse inUse && now - inUse.since() > settings.retryMaxNanos()) {
            restNanos = 0;
        }
        failed(fault, now);
    }

    private void rest(BackendException fault, long now) {
        if (counters.hungThreads.get() >= HUNG_MAX) {
            state = new State.GivenUp(fault);
            return;
        }
        restNanos = restNanos == 0 ? settings.retryNanos() : Math.min(2 * restNanos, settings.retryMaxNanos());
        state = new State.Resting(now + restNanos, fault);
    }

    /// Leaves a hung thread behind. Should it come back, it closes what it had and ends.
    private void leaveBehind(Runnable close) {
        counters.hungThreads.incrementAndGet();
        thread.finish(() -> {
            close.run();
            counters.hungThreads.decrementAndGet();
        });
        thread = newThread(candidate);
    }

    /// Why the device is out of use.
    private BackendException fault() {
        return switch (state) {
            case State.Resting resting -> resting.fault();
            case State.Testing testing -> testing.fault();
            case State.GivenUp givenUp -> givenUp.fault();
            case State.InUse _, State.Closed _ -> throw new AssertionError("no fault in " + state);
        };
    }

    /// A fault for people: who, what, and what comes next.
    private BackendException told(BackendException fault) {
        String next = switch (state) {
            case State.InUse _ -> "it stays in use for other batches";
            case State.Resting resting ->
                "it is out of use and tested again in %d ms"
                        .formatted(Math.max(0, TimeUnit.NANOSECONDS.toMillis(resting.until() - nanoClock.getAsLong())));
            case State.Testing _ -> "it is out of use and being tested again";
            case State.GivenUp _ ->
                "it is given up until the program is started again: %d calls hang".formatted(HUNG_MAX);
            case State.Closed _ -> "it is closed";
        };
        return new BackendException(
                fault.fault(),
                "backend %s: %s fault: %s; %s".formatted(device.label(), fault.fault(), fault.getMessage(), next),
                fault);
    }

    @Override
    public ResidentBooks keep(BookTable books) {
        KeptBooks handle = new KeptBooks(books);
        Optional<DeviceSession> session = session();
        if (session.isPresent()) {
            try {
                handle.keepOn(session.get());
            } catch (BackendException fault) {
                takeOut(session.get(), fault);
                if (!substituted) {
                    throw told(fault);
                }
            }
        }
        kept.add(handle);
        return handle;
    }

    /// Keeps books on a device that was opened after them.
    private void keepAgain(DeviceSession session, BookTable books) {
        for (KeptBooks handle : kept) {
            if (handle.books.equals(books) && handle.triedOpening != opening) {
                try {
                    handle.keepOn(session);
                } catch (BackendException fault) {
                    if (!fault.fault().isOfBatchOnly()) {
                        throw fault;
                    }
                    // Without memory for a copy the device still computes from the table itself.
                    takeOut(session, fault);
                }
            }
        }
    }

    /// What a device made of books.
    private record Copy(ResidentBooks books, long bytes) {}

    /// Books for a device that may be opened several times.
    private final class KeptBooks implements ResidentBooks {
        private final BookTable books;
        /// The last opening of the device that was asked to keep the books.
        private int triedOpening;

        private @Nullable Copy copy;

        KeptBooks(BookTable books) {
            this.books = books;
        }

        private void keepOn(DeviceSession session) {
            triedOpening = opening;
            copy = null;
            copy = thread.call("keeping books", settings.allowedNanos(books), () -> {
                ResidentBooks made = session.backend().keep(books);
                return new Copy(made, made.deviceBytes());
            });
        }

        @Override
        public BookTable table() {
            return books;
        }

        @Override
        public long deviceBytes() {
            Copy made = copy;
            return made != null && state instanceof State.InUse && triedOpening == opening ? made.bytes : 0;
        }

        @Override
        public void close() {
            Copy made = copy;
            copy = null;
            kept.remove(this);
            if (made != null && triedOpening == opening && state instanceof State.InUse inUse) {
                try {
                    thread.call("freeing books", settings.watchdogNanos(), () -> {
                        made.books.close();
                        return made;
                    });
                } catch (BackendException fault) {
                    takeOut(inUse.session(), fault);
                }
            }
        }
    }

    /// Closes the device, unless it hangs; then its thread is left behind.
    @Override
    public void close() {
        if (state instanceof State.Closed) {
            return;
        }
        State before = state;
        state = new State.Closed();
        thread.finish(() -> {
            switch (before) {
                case State.InUse inUse -> inUse.session().close();
                case State.Testing testing -> closeIfOpened(testing.opening());
                case State.Resting _, State.GivenUp _, State.Closed _ -> {
                    // Nothing is open.
                }
            }
        });
        if (!thread.hasEndedWithin(settings.watchdogNanos())) {
            LOG.log(Level.WARNING, "backend %s does not close in time".formatted(device.label()));
        }
        if (cpu != null) {
            cpu.close();
        }
    }
}
