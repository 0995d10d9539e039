package io.margrid.host.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Ten thousand seeded runs of the batcher. `-Dmargrid.simulation.seed=N` repeats one,
/// `-Dmargrid.simulation.runs=N` changes how many there are.
class BatcherSimulationTest {
    private static final int RUNS = Integer.getInteger("margrid.simulation.runs", 10_000);
    /// Kept from the garbage collector, which would forget its level.
    private static final Logger LOG = Logger.getLogger(Dispatcher.class.getName());

    /// Observers that throw are logged.
    @BeforeAll
    static void quiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        LOG.setLevel(null);
    }

    private static Set<SimulatedFault> run(long seed) {
        Simulation simulation = new Simulation(seed);
        try {
            simulation.run();
        } catch (RuntimeException | Error e) {
            throw new AssertionError(
                    "repeat with -Dmargrid.simulation.seed=%d: %s, faults %s, %s"
                            .formatted(seed, e.getMessage(), simulation.faults, simulation.settings),
                    e);
        }
        return simulation.faults;
    }

    @Test
    void everyCallEndsWithItsOwnAnswer() {
        Long seed = Long.getLong("margrid.simulation.seed");
        if (seed != null) {
            run(seed);
            return;
        }
        Set<SimulatedFault> met = EnumSet.noneOf(SimulatedFault.class);
        for (long each = 0; each < RUNS; each++) {
            met.addAll(run(each));
        }
        assertThat(met).isEqualTo(EnumSet.allOf(SimulatedFault.class));
    }
}
