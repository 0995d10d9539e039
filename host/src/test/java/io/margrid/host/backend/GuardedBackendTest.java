package io.margrid.host.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.margrid.host.backend.FakeDevice.Point;
import io.margrid.model.revaluation.BackendException;
import io.margrid.model.revaluation.BackendException.Fault;
import io.margrid.model.revaluation.KnownAnswer;
import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.ResidentBooks;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class GuardedBackendTest {
    static final RevaluationBatch BATCH = KnownAnswer.batch();

    private static final long SEED = Long.getLong("margrid.seed", 20_260_820L);

    /// What is promised of a fault: figures or an error within it.
    private static final Duration PROMISE = Duration.ofSeconds(1);

    private static final int RETRY_MILLIS = 1000;

    /// A call that hangs in these tests is told from one on a busy machine by the former hanging for good.
    private static final int WATCHDOG_MILLIS = 300;

    private final FakeDevice device = new FakeDevice();
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final AtomicInteger cpuOpened = new AtomicInteger();
    private final List<GuardedBackend> guards = new ArrayList<>();

    private GuardedBackend guard(boolean substituted, int crossCheckEvery) {
        GuardSettings settings = new GuardSettings(
                crossCheckEvery, WATCHDOG_MILLIS, 0, 0, WATCHDOG_MILLIS, RETRY_MILLIS, 4 * RETRY_MILLIS);
        GuardedBackend guard = GuardedBackend.open(
                device.candidate(),
                settings,
                substituted,
                () -> {
                    cpuOpened.incrementAndGet();
                    return Backends.open("scalar");
                },
                clock::get,
                new SplittableRandom(SEED));
        guards.add(guard);
        return guard;
    }

    @AfterEach
    void close() {
        device.release();
        guards.forEach(GuardedBackend::close);
    }

    private void pass(long millis) {
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /// Rubbish, which a backend has to overwrite.
    private static RevaluationResult dirty() {
        RevaluationResult result = RevaluationResult.allocate(BATCH);
        Arrays.fill(result.bookPnl(), 7.0);
        Arrays.fill(result.value(), 7.0);
        return result;
    }

    private static void assertRight(RevaluationResult result) {
        assertThat(KnownAnswer.hash(BATCH, result)).isEqualTo(KnownAnswer.EXPECTED);
    }

    private static void assertComputes(RevaluationBackend backend, String label) {
        RevaluationResult result = dirty();
        backend.revalue(BATCH, result);
        assertRight(result);
        assertThat(backend.info().label()).startsWith(label);
        assertThat(backend.lastDeviceTimes().isPresent()).isEqualTo(label.equals(FakeDevice.LABEL));
    }

    /// Computes until the test of the device, which runs beside, has ended well.
    private static void awaitReturn(GuardedBackend guard) {
        long returns = guard.statistics().returns();
        while (guard.statistics().returns() == returns) {
            try {
                assertRight(guard.revalue(BATCH));
            } catch (BackendException e) {
                assertThat(e).hasMessageContaining("being tested again");
            }
        }
        assertComputes(guard, FakeDevice.LABEL);
    }

    /// A fault of one call.
    record Injected(String name, Fault expected, Function<FakeDevice, Consumer<RevaluationResult>> fault) {
        static Injected throwing(Fault expected, Throwable failure) {
            return new Injected(
                    failure.toString(), expected, _ -> _ -> GuardedBackendTest.<RuntimeException>raise(failure));
        }

        static Injected wrong(String what, Consumer<RevaluationResult> change) {
            return new Injected("wrong " + what, Fault.WRONG_ANSWER, _ -> change);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void raise(Throwable failure) throws E {
        throw (E) failure;
    }

    static Stream<Injected> thrown() {
        return Stream.concat(
                Stream.of(Fault.values()).map(f -> Injected.throwing(f, new BackendException(f, "code 719"))),
                Stream.of(
                        Injected.throwing(Fault.LAUNCH, new IllegalStateException("device lost")),
                        Injected.throwing(Fault.LAUNCH, new IllegalArgumentException("no room")),
                        Injected.throwing(Fault.LAUNCH, new UnsatisfiedLinkError("cuLaunchKernel")),
                        Injected.throwing(Fault.LAUNCH, new NoClassDefFoundError("io/margrid/Missing")),
                        Injected.throwing(Fault.LAUNCH, new StackOverflowError()),
                        Injected.throwing(Fault.LAUNCH, new AssertionError("unreachable")),
                        Injected.throwing(Fault.MEMORY, new OutOfMemoryError("Java heap space")),
                        new Injected("hangs", Fault.HUNG, FakeDevice::hang)));
    }

    static Stream<Injected> faults() {
        return Stream.concat(
                thrown(),
                Stream.of(
                        Injected.wrong("value", r -> r.value()[5] = Math.nextUp(r.value()[5])),
                        Injected.wrong("delta", r -> r.delta()[198] = Math.nextUp(r.delta()[198])),
                        Injected.wrong("gamma", r -> r.gamma()[0] += 1.0),
                        Injected.wrong("vega", r -> r.vega()[60] = -r.vega()[60]),
                        Injected.wrong("theta", r -> r.theta()[61] *= 2.0),
                        Injected.wrong("sign of a zero", r -> r.delta()[zero(r.delta())] = -0.0),
                        Injected.wrong("risk vector", r -> r.riskVectors()[r.stride() + 1] += 1.0),
                        Injected.wrong("profit of a book", r -> r.bookPnl()[13 * r.stride() + 23] += 0.01),
                        Injected.wrong("NaN", r -> r.bookPnl()[3] = Double.NaN),
                        Injected.wrong("NaNs everywhere", r -> Arrays.fill(r.riskVectors(), Double.NaN)),
                        Injected.wrong("worst cell", r -> r.worstCells().worst()[2]++),
                        Injected.wrong("worst profit", r -> r.worstCells().worstPnl()[2] -= 1.0),
                        Injected.wrong("runner-up", r -> r.worstCells().runnerUp()[2]++),
                        Injected.wrong("runner-up's profit", r -> r.worstCells().runnerUpPnl()[2] -= 1.0),
                        Injected.wrong(
                                "cell that is not finite", r -> r.worstCells().notFinite()[0] = 0),
                        new Injected("stops half way", Fault.LAUNCH, _ -> r -> {
                            Arrays.fill(r.bookPnl(), 0, r.bookPnl().length / 2, 1e300);
                            throw new IllegalStateException("copy failed");
                        })));
    }

    private static int zero(double[] values) {
        int i = 0;
        while (Double.doubleToRawLongBits(values[i]) != 0) {
            i++;
        }
        return i;
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theCpuComputesWhatTheDeviceCannot(Injected injected) {
        GuardedBackend guard = guard(true, 1);
        device.inject(Point.REVALUE, injected.fault().apply(device));
        assertTimeout(PROMISE, () -> assertComputes(guard, "cpu/scalar/"));
        assertThat(guard.statistics().faults()).containsEntry(injected.expected(), 1L);
        assertThat(guard.statistics().fallbackBatches()).isEqualTo(1);
        assertThat(guard.statistics().fallbacks()).containsEntry(injected.expected(), 1L);
        goesOn(guard, injected.expected());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aLaterBatchMayFailAsWell(Injected injected) {
        GuardedBackend guard = guard(true, 1);
        assertComputes(guard, FakeDevice.LABEL);
        device.inject(Point.REVALUE, injected.fault().apply(device));
        assertTimeout(PROMISE, () -> assertComputes(guard, "cpu/scalar/"));
        goesOn(guard, injected.expected());
    }

    private void goesOn(GuardedBackend guard, Fault fault) {
        if (fault.isOfBatchOnly()) {
            assertComputes(guard, FakeDevice.LABEL);
            assertThat(guard.statistics().quarantines()).isZero();
            return;
        }
        assertComputes(guard, "cpu/scalar/");
        pass(RETRY_MILLIS - 1);
        assertComputes(guard, "cpu/scalar/");
        assertThat(device.opened).hasValue(1);
        pass(1);
        awaitReturn(guard);
        assertThat(device.opened).hasValue(2);
        assertThat(guard.statistics().quarantines()).isEqualTo(1);
        assertThat(guard.statistics().probes()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aNamedDeviceFailsTheCallAndNothingElse(Injected injected) {
        GuardedBackend guard = guard(false, 1);
        device.inject(Point.REVALUE, injected.fault().apply(device));
        BackendException told =
                assertTimeout(PROMISE, () -> catchThrowableOfType(BackendException.class, () -> guard.revalue(BATCH)));
        assertThat(told.fault()).isEqualTo(injected.expected());
        assertThat(told).hasMessageStartingWith("backend %s: %s fault: ".formatted(FakeDevice.LABEL, told.fault()));
        if (told.fault().isOfBatchOnly()) {
            assertThat(told).hasMessageEndingWith("; it stays in use for other batches");
        } else {
            assertThat(told).hasMessageEndingWith("; it is out of use and tested again in 1000 ms");
            pass(RETRY_MILLIS - 1);
            assertThatThrownBy(() -> guard.revalue(BATCH))
                    .isInstanceOf(BackendException.class)
                    .hasMessageEndingWith("; it is out of use and tested again in 1 ms");
            pass(1);
            awaitReturn(guard);
        }
        assertComputes(guard, FakeDevice.LABEL);
        assertThat(guard.statistics().fallbackBatches()).isZero();
        assertThat(guard.statistics().refusedBatches()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void aDeviceThatDoesNotOpenIsNotUsed(Injected injected) {
        device.inject(Point.OPEN, injected.fault().apply(device));
        BackendException fault =
                assertTimeout(PROMISE, () -> catchThrowableOfType(BackendException.class, () -> guard(true, 0)));
        assertThat(fault.fault()).isEqualTo(injected.expected());
        assertThat(device.closed).hasValue(0);
        assertComputes(guard(true, 0), FakeDevice.LABEL);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aDeviceWithoutTheKnownAnswerIsNotUsedAndClosed(Injected injected) throws InterruptedException {
        device.inject(Point.KNOWN_ANSWER, injected.fault().apply(device));
        BackendException fault =
                assertTimeout(PROMISE, () -> catchThrowableOfType(BackendException.class, () -> guard(true, 0)));
        assertThat(fault.fault()).isEqualTo(injected.expected());
        if (injected.name().equals("hangs")) {
            device.release();
            device.ended.await();
        } else {
            assertThat(device.closed).hasValue(1);
        }
        assertComputes(guard(true, 0), FakeDevice.LABEL);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void aTestThatFailsDoublesTheRest(Injected injected) {
        GuardedBackend guard = guard(true, 0);
        device.inject(Point.REVALUE, new FailWith(Fault.LOST));
        assertComputes(guard, "cpu/scalar/");
        device.inject(Point.OPEN, injected.fault().apply(device));
        pass(RETRY_MILLIS);
        long before = faults(guard);
        assertTimeout(PROMISE, () -> assertComputes(guard, "cpu/scalar/"));
        while (faults(guard) == before) {
            if (injected.name().equals("hangs")) {
                pass(WATCHDOG_MILLIS);
            }
            assertComputes(guard, "cpu/scalar/");
        }
        pass(2 * RETRY_MILLIS - 1);
        assertComputes(guard, "cpu/scalar/");
        assertThat(guard.statistics().probes()).isEqualTo(1);
        pass(1);
        awaitReturn(guard);
        assertThat(guard.statistics().probes()).isEqualTo(2);
    }

    private static long faults(GuardedBackend guard) {
        return guard.statistics().faults().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private record FailWith(Fault fault) implements Consumer<RevaluationResult> {
        @Override
        public void accept(RevaluationResult result) {
            throw new BackendException(fault, "code 719");
        }
    }

    @Test
    void theRestGrowsToItsLimitAndLongUseForgetsIt() {
        GuardedBackend guard = guard(true, 0);
        for (int rest : new int[] {1, 2, 4, 4}) {
            device.inject(Point.REVALUE, new FailWith(Fault.LAUNCH));
            assertComputes(guard, "cpu/scalar/");
            long probes = guard.statistics().probes();
            pass((long) rest * RETRY_MILLIS - 1);
            assertComputes(guard, "cpu/scalar/");
            assertThat(guard.statistics().probes()).isEqualTo(probes);
            pass(1);
            awaitReturn(guard);
        }
        pass(4 * RETRY_MILLIS + 1L);
        device.inject(Point.REVALUE, new FailWith(Fault.LAUNCH));
        assertComputes(guard, "cpu/scalar/");
        pass(RETRY_MILLIS);
        awaitReturn(guard);
        assertThat(guard.statistics().returns()).isEqualTo(5);
    }

    @Test
    void aHungCallWritesIntoNobodysResult() throws InterruptedException {
        GuardedBackend guard = guard(true, 0);
        device.inject(Point.REVALUE, device.hang());
        RevaluationResult result = dirty();
        guard.revalue(BATCH, result);
        assertThat(guard.statistics().hungThreads()).isEqualTo(1);
        pass(RETRY_MILLIS);
        awaitReturn(guard);
        RevaluationResult second = guard.revalue(BATCH);
        device.release();
        device.ended.await();
        assertRight(result);
        assertRight(second);
        // It has come back: it closes what it had and counts no more.
        while (guard.statistics().hungThreads() > 0) {
            Thread.onSpinWait();
        }
        assertThat(device.closed).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource
    void aDeviceThatKeepsHangingIsGivenUp(Naming naming) {
        GuardedBackend guard = guard(naming == Naming.AUTO, 0);
        for (int i = 1; i <= GuardedBackend.HUNG_MAX; i++) {
            device.inject(Point.REVALUE, device.hang());
            if (naming == Naming.AUTO) {
                assertComputes(guard, "cpu/scalar/");
            } else {
                assertThatThrownBy(() -> guard.revalue(BATCH)).isInstanceOf(BackendException.class);
            }
            if (i < GuardedBackend.HUNG_MAX) {
                pass(4 * RETRY_MILLIS);
                awaitReturn(guard);
            }
        }
        pass(1_000_000L * RETRY_MILLIS);
        if (naming == Naming.AUTO) {
            assertComputes(guard, "cpu/scalar/");
        } else {
            assertThatThrownBy(() -> guard.revalue(BATCH))
                    .hasMessageEndingWith("it is given up until the program is started again: 3 calls hang");
        }
        assertThat(device.opened).hasValue(GuardedBackend.HUNG_MAX);
    }

    enum Naming {
        AUTO,
        NAMED
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void booksAreKeptAgainAfterAFault(Injected injected) {
        GuardedBackend guard = guard(true, 1);
        try (ResidentBooks books = guard.keep(BATCH.books())) {
            assertThat(books.table()).isSameAs(BATCH.books());
            assertThat(books.deviceBytes()).isEqualTo(1000);
            device.inject(Point.REVALUE, new FailWith(Fault.LOST));
            assertComputes(guard, "cpu/scalar/");
            assertThat(books.deviceBytes()).isZero();
            device.inject(Point.KEEP, injected.fault().apply(device));
            pass(RETRY_MILLIS);
            while (guard.statistics().returns() == 0) {
                assertRight(guard.revalue(BATCH));
            }
            assertThat(books.deviceBytes()).isZero();
            if (injected.expected().isOfBatchOnly()) {
                assertComputes(guard, FakeDevice.LABEL);
            } else {
                pass(2 * RETRY_MILLIS);
                awaitReturn(guard);
                assertThat(books.deviceBytes()).isEqualTo(1000);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void keepingMayFail(Injected injected) {
        GuardedBackend guard = guard(true, 0);
        device.inject(Point.KEEP, injected.fault().apply(device));
        ResidentBooks books = assertTimeout(PROMISE, () -> guard.keep(BATCH.books()));
        assertThat(books.deviceBytes()).isZero();
        assertRight(guard.revalue(BATCH));
        books.close();
        goesOnAfter(guard);

        FakeDevice other = new FakeDevice();
        other.inject(Point.KEEP, injected.fault().apply(device));
        GuardedBackend named = GuardedBackend.open(
                other.candidate(),
                new GuardSettings(0, WATCHDOG_MILLIS, 0, 0, WATCHDOG_MILLIS, 1, 1),
                false,
                () -> Backends.open("scalar"),
                clock::get,
                new SplittableRandom(SEED));
        guards.add(named);
        assertThatThrownBy(() -> named.keep(BATCH.books()))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining(injected.expected() + " fault");
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void freeingBooksMayFail(Injected injected) {
        GuardedBackend guard = guard(true, 0);
        ResidentBooks books = guard.keep(BATCH.books());
        device.inject(Point.FREE, injected.fault().apply(device));
        assertTimeout(PROMISE, books::close);
        books.close();
        assertThat(books.deviceBytes()).isZero();
        assertRight(guard.revalue(BATCH));
        goesOnAfter(guard);
    }

    private void goesOnAfter(GuardedBackend guard) {
        if (guard.statistics().quarantines() > 0) {
            pass(RETRY_MILLIS);
            awaitReturn(guard);
        }
        assertComputes(guard, FakeDevice.LABEL);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void closingMayFail(Injected injected) {
        GuardedBackend guard = guard(true, 0);
        ResidentBooks books = guard.keep(BATCH.books());
        device.inject(Point.CLOSE, injected.fault().apply(device));
        assertTimeout(PROMISE, guard::close);
        guard.close();
        books.close();
        assertThat(device.closed).hasValue(1);
        assertThatThrownBy(() -> guard.revalue(BATCH)).isInstanceOf(IllegalStateException.class);
    }

    /// A device that is taken out of use and then hangs while it is closed holds up its test, not its callers.
    @Test
    void closingInQuarantineMayHang() {
        GuardedBackend guard = guard(true, 0);
        device.inject(Point.CLOSE, device.hang());
        device.inject(Point.REVALUE, new FailWith(Fault.LAUNCH));
        assertTimeout(PROMISE, () -> assertComputes(guard, "cpu/scalar/"));
        pass(RETRY_MILLIS);
        assertTimeout(PROMISE, () -> assertComputes(guard, "cpu/scalar/"));
        pass(WATCHDOG_MILLIS);
        assertTimeout(PROMISE, () -> assertComputes(guard, "cpu/scalar/"));
        assertThat(guard.statistics().hungThreads()).isEqualTo(1);
        pass(2 * RETRY_MILLIS);
        awaitReturn(guard);
    }

    @Test
    void closesInEveryState() {
        for (int passes : new int[] {0, 1}) {
            GuardedBackend guard = guard(true, 0);
            device.inject(Point.REVALUE, new FailWith(Fault.LAUNCH));
            assertRight(guard.revalue(BATCH));
            pass((long) passes * RETRY_MILLIS);
            assertRight(guard.revalue(BATCH));
            guard.close();
        }
        assertThat(device.closed.get()).isEqualTo(device.opened.get());
    }

    @Test
    void oneThreadTouchesTheDevice() {
        GuardedBackend guard = guard(true, 0);
        try (ResidentBooks _ = guard.keep(BATCH.books())) {
            assertComputes(guard, FakeDevice.LABEL);
        }
        device.inject(Point.REVALUE, new FailWith(Fault.LAUNCH));
        assertComputes(guard, "cpu/scalar/");
        pass(RETRY_MILLIS);
        awaitReturn(guard);
        guard.close();
        assertThat(device.threads).containsExactly("device fake");
    }

    @Test
    void knownShapesAllocateNothingAndCallersKeepTheirArrays() {
        GuardedBackend guard = guard(true, 0);
        RevaluationResult mine = dirty();
        guard.revalue(BATCH, mine);
        guard.revalue(BATCH, mine);
        RevaluationResult worst = RevaluationResult.allocate(BATCH, Set.of(Output.WORST_CELLS));
        guard.revalue(BATCH, worst);
        guard.revalue(BATCH, mine);
        assertThat(device.results.get(0))
                .isNotSameAs(mine)
                .isSameAs(device.results.get(1))
                .isSameAs(device.results.get(3));
        assertThat(device.results.get(2).bookPnl()).isEmpty();
        assertThat(worst.worstCells().worst()).isEqualTo(mine.worstCells().worst());
        assertRight(mine);
        assertThat(cpuOpened).hasValue(0);
    }

    @Test
    void checksAreSpreadAtRandom() {
        GuardedBackend guard = guard(true, 4);
        RevaluationResult result = dirty();
        List<Long> gaps = new ArrayList<>();
        long checks = 0;
        long gap = 0;
        for (int i = 0; i < 400; i++) {
            guard.revalue(BATCH, result);
            gap++;
            if (guard.statistics().crossChecks() > checks) {
                checks++;
                gaps.add(gap);
                gap = 0;
            }
        }
        assertThat(checks).as("seed %d", SEED).isBetween(50L, 150L);
        assertThat(Set.copyOf(gaps)).as("seed %d", SEED).hasSizeGreaterThan(3);
        assertThat(guard.statistics().mismatches()).isZero();
        assertThat(guard.statistics().deviceBatches()).isEqualTo(400);
    }

    @Test
    void aDifferenceIsToldWithPlaceAndBits() {
        GuardedBackend guard = guard(false, 1);
        device.inject(Point.REVALUE, r -> r.riskVectors()[7 * r.stride() + 3] = 0.5);
        assertThatThrownBy(() -> guard.revalue(BATCH))
                .hasMessageContaining("profit of instrument 7 in scenario 3 is 0.5 (3fe0000000000000), cpu/scalar/")
                .hasMessageContaining(" has ");
    }

    @Test
    void anInterruptedCallerGetsTheAnswerAndStaysInterrupted() {
        GuardedBackend guard = guard(true, 0);
        Thread.currentThread().interrupt();
        RevaluationResult result = dirty();
        guard.revalue(BATCH, result);
        assertThat(Thread.interrupted()).isTrue();
        assertRight(result);
        assertThat(guard.info().label()).isEqualTo(FakeDevice.LABEL);
    }

    @Test
    void aResultWithoutRoomIsTheCallersFault() {
        GuardedBackend guard = guard(true, 0);
        RevaluationResult small = RevaluationResult.allocate(new RevaluationBatch(
                BATCH.instruments(), BATCH.shocks(), BATCH.books().slice(0, 1)));
        assertThatThrownBy(() -> guard.revalue(BATCH, small)).isInstanceOf(IllegalArgumentException.class);
        assertComputes(guard, FakeDevice.LABEL);
        assertThat(faults(guard)).isZero();
    }
}
