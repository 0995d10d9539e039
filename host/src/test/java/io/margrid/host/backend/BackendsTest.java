package io.margrid.host.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.input.InvalidInputException;
import io.margrid.model.revaluation.BackendException;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.BackendProbe;
import io.margrid.model.revaluation.KnownAnswer;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBackendProvider;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class BackendsTest {
    private final List<String> closed = new ArrayList<>();
    private final List<String> opened = new ArrayList<>();

    /// A backend that computes with the scalar one, right or wrong.
    private class Fake implements RevaluationBackend {
        private final String id;
        private final boolean right;
        private final RevaluationBackend scalar = Backends.open("scalar");

        Fake(String id, boolean right) {
            this.id = id;
            this.right = right;
        }

        @Override
        public BackendInfo info() {
            return new BackendInfo(id, "cpu/" + id + "/1", "for tests");
        }

        @Override
        public void revalue(RevaluationBatch batch, RevaluationResult result) {
            scalar.revalue(batch, result);
            if (!right) {
                result.delta()[0] = Math.nextUp(result.delta()[0]);
            }
        }

        @Override
        public void close() {
            closed.add(id);
        }
    }

    private RevaluationBackendProvider provider(String id, int rank, boolean usable, boolean right) {
        return provider(id, rank, usable, () -> new Fake(id, right));
    }

    private RevaluationBackendProvider provider(
            String id, int rank, boolean usable, Supplier<RevaluationBackend> opener) {
        return new RevaluationBackendProvider() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public BackendProbe probe() {
                return usable
                        ? new BackendProbe.Usable(new BackendInfo(id, "cpu/" + id + "/1", "for tests"), rank)
                        : new BackendProbe.Unusable("no " + id + " driver", "install the " + id + " driver");
            }

            @Override
            public RevaluationBackend open() {
                opened.add(id);
                return opener.get();
            }
        };
    }

    private static String open(String name, RevaluationBackendProvider... providers) {
        try (RevaluationBackend backend = backends(providers).choose(name)) {
            return backend.info().id();
        }
    }

    private static Backends backends(RevaluationBackendProvider... providers) {
        return new Backends(List.of(providers), GuardSettings.DEFAULTS);
    }

    @Test
    void candidatesStandInOrderOfRankThenNameAndUnusableOnesLast() {
        assertThat(backends(
                                provider("b", 7, false, true),
                                provider("d", 1, true, true),
                                provider("c", 1, true, true),
                                provider("a", 3, true, true))
                        .candidates())
                .extracting(Candidate::id)
                .containsExactly("a", "c", "d", "b");
    }

    @Test
    void autoTakesTheHighestRankThatIsUsable() {
        assertThat(open(
                        "auto",
                        provider("low", 1, true, true),
                        provider("top", 9, false, true),
                        provider("high", 5, true, true)))
                .isEqualTo("high");
        assertThat(opened).containsExactly("high");
    }

    /// Neither by choice nor in place of a device, though nothing else is left.
    @Test
    void whatIsUsedByNameOnlyIsNeverTakenUnnamed() {
        RevaluationBackendProvider other = provider("other", BackendProbe.Rank.BY_NAME_ONLY, true, true);
        assertThat(open("auto", other, provider("low", 0, true, true))).isEqualTo("low");
        assertThatThrownBy(() -> open("auto", other)).hasMessage("no backend can be used: ");
        FakeDevice device = new FakeDevice();
        try (RevaluationBackend chosen = backends(other, device).choose("auto")) {
            device.inject(FakeDevice.Point.REVALUE, _ -> {
                throw new BackendException(BackendException.Fault.LOST, "gone");
            });
            assertThatThrownBy(() -> KnownAnswer.reproducedBy(chosen))
                    .hasMessageContaining("no backend of plain Java can be used: ");
        }
        assertThat(opened).containsExactly("low");
        assertThat(open("other", other)).isEqualTo("other");
    }

    @Test
    void autoSkipsAndClosesAWrongAnswer() {
        assertThat(open("auto", provider("wrong", 9, true, false), provider("right", 1, true, true)))
                .isEqualTo("right");
        assertThat(closed).containsExactly("wrong", "right");
    }

    /// A device that is busy or out of memory fails only when it is opened or used.
    @Test
    void autoSkipsWhatFailsAfterItsProbe() {
        RevaluationBackendProvider dead = failing("dead", 9, true);
        RevaluationBackendProvider dying = failing("dying", 8, false);
        assertThat(open("auto", dead, dying, provider("right", 1, true, true))).isEqualTo("right");
        assertThat(closed).containsExactly("dying", "right");
        assertThatThrownBy(() -> open("auto", dead, dying))
                .hasMessageContaining("dead: does not open: java.lang.IllegalStateException: device busy")
                .hasMessageContaining("dying: fails on the known batch: java.lang.IllegalStateException: device lost");
        assertThatThrownBy(() -> open("dying", dying, provider("right", 1, true, true)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("dying: fails on the known batch");
    }

    private RevaluationBackendProvider failing(String id, int rank, boolean atOpening) {
        return provider(id, rank, true, () -> {
            if (atOpening) {
                throw new IllegalStateException("device busy");
            }
            return new Fake(id, true) {
                @Override
                public void revalue(RevaluationBatch batch, RevaluationResult result) {
                    throw new IllegalStateException("device lost");
                }
            };
        });
    }

    @Test
    void autoSaysWhyNothingIsLeft() {
        assertThatThrownBy(() -> open("auto", provider("wrong", 9, true, false), provider("absent", 1, false, true)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no backend can be used: wrong: gives a wrong answer to the known batch; absent: no absent"
                        + " driver");
        assertThatThrownBy(() -> open("auto")).hasMessage("no backend can be used: ");
    }

    @Test
    void namedBackendIsTakenThoughOthersRankHigher() {
        assertThat(open("low", provider("high", 9, true, true), provider("low", 1, true, true)))
                .isEqualTo("low");
        assertThat(opened).containsExactly("low");
    }

    @Test
    void namedBackendThatCannotBeUsedStopsTheProgram() {
        assertThatThrownBy(() -> open("gpu", provider("gpu", 9, false, true), provider("low", 1, true, true)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("backend: gpu cannot be used: no gpu driver; install the gpu driver");
        assertThat(opened).isEmpty();
    }

    @Test
    void namedBackendThatIsWrongStopsTheProgram() {
        assertThatThrownBy(() -> open("gpu", provider("gpu", 9, true, false), provider("low", 1, true, true)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("backend: gpu: gives a wrong answer to the known batch");
        assertThat(closed).containsExactly("gpu");
    }

    @Test
    void unknownNamesAreAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> open("cuda", provider("high", 9, true, true), provider("low", 1, true, true)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("backend: \"cuda\" is none of auto, high, low");
    }

    /// Whatever a probe does, it is one candidate less.
    @Test
    void aProbeThatFailsLeavesItsBackendOut() {
        List<Throwable> failures = List.of(
                new IllegalStateException("driver asleep"),
                new UnsatisfiedLinkError("libcuda.so.1"),
                new ExceptionInInitializerError("no symbols"),
                new StackOverflowError());
        for (Throwable failure : failures) {
            RevaluationBackendProvider right = provider("right", 1, true, true);
            RevaluationBackendProvider broken = brokenProbe(failure);
            assertThat(open("auto", broken, right)).isEqualTo("right");
            assertThat(backends(broken).candidates().getFirst().probe())
                    .isInstanceOfSatisfying(
                            BackendProbe.Unusable.class,
                            unusable -> assertThat(unusable.reason()).isEqualTo("its probe failed: " + failure));
            assertThatThrownBy(() -> open("broken", broken, right))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("broken cannot be used: its probe failed: ");
        }
    }

    private RevaluationBackendProvider brokenProbe(Throwable failure) {
        return new RevaluationBackendProvider() {
            @Override
            public String id() {
                return "broken";
            }

            @Override
            public BackendProbe probe() {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) failure;
            }

            @Override
            public RevaluationBackend open() {
                throw new IllegalStateException("never asked");
            }
        };
    }

    @Test
    void devicesAreGuardedAndPlainJavaIsNot() {
        RevaluationBackendProvider java = provider("java", 1, true, true);
        FakeDevice device = new FakeDevice();
        try (RevaluationBackend chosen = backends(java, device).choose("auto")) {
            assertThat(chosen).isInstanceOf(GuardedBackend.class);
            assertThat(chosen.info().label()).isEqualTo(FakeDevice.LABEL);
            device.inject(FakeDevice.Point.REVALUE, _ -> {
                throw new BackendException(BackendException.Fault.LOST, "gone");
            });
            assertThat(KnownAnswer.reproducedBy(chosen)).isTrue();
            assertThat(chosen.info().id()).isEqualTo("java");
        }
        assertThat(closed).containsExactly("java");
        try (RevaluationBackend chosen = backends(java, device).choose("java")) {
            assertThat(chosen).isInstanceOf(Fake.class);
        }
    }

    @Test
    void aNamedDeviceFailsRatherThanFallBack() {
        FakeDevice device = new FakeDevice();
        try (RevaluationBackend chosen =
                backends(provider("java", 1, true, true), device).choose("fake")) {
            device.inject(FakeDevice.Point.REVALUE, _ -> {
                throw new BackendException(BackendException.Fault.LOST, "gone");
            });
            assertThatThrownBy(() -> KnownAnswer.reproducedBy(chosen))
                    .isInstanceOf(BackendException.class)
                    .hasMessageStartingWith("backend fake/device/1: LOST fault: gone; ");
        }
        assertThat(opened).isEmpty();
    }

    @Test
    void everyCandidateHasALineInTheLog() {
        List<String> lines = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger(Backends.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                lines.add(record.getLevel() + " " + record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
        try {
            open(
                    "auto",
                    provider("absent", 9, false, true),
                    provider("wrong", 8, true, false),
                    provider("right", 7, true, true),
                    provider("slow", 1, true, true),
                    provider("other", BackendProbe.Rank.BY_NAME_ONLY, true, true));
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
        // Fakes open the scalar backend by its name.
        assertThat(lines)
                .filteredOn(line -> line.contains(" of 5, "))
                .containsExactly(
                        "WARNING backend 1 of 5, wrong: not used: gives a wrong answer to the known batch",
                        "INFO backend 2 of 5, right: chosen: cpu/right/1",
                        "INFO backend 3 of 5, slow: usable: cpu/slow/1",
                        "INFO backend 4 of 5, other: usable by name only: cpu/other/1",
                        "INFO backend 5 of 5, absent: not usable: no absent driver; install the absent driver");
    }

    @Test
    void classPathHoldsVectorBeforeScalar() {
        List<Candidate> candidates = Backends.onClassPath().candidates();
        assertThat(candidates).extracting(Candidate::id).containsSubsequence("vector", "scalar");
        assertThat(candidates).extracting(Candidate::id).contains("scalar-float32", "vector-float32");
        List<String> names = new ArrayList<>(List.of("auto"));
        for (Candidate candidate : candidates) {
            if (candidate.probe() instanceof BackendProbe.Usable) {
                names.add(candidate.id());
            }
        }
        assertThat(names).contains("scalar");
        for (String name : names) {
            try (RevaluationBackend backend = Backends.open(name)) {
                assertThat(KnownAnswer.reproducedBy(backend)).isTrue();
                assertThat(backend.info().label()).matches("[a-z]+/[^/]+/.+");
            }
        }
    }
}
