package io.margrid.model.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorstScenariosTest {
    private static final long SEED = Long.getLong("margrid.seed", 20_260_820L);

    private static WorstScenarios of(double... pnl) {
        return WorstScenarios.of(pnl).orElseThrow();
    }

    @Test
    void noScenarioHasNoWorst() {
        assertThat(WorstScenarios.of(new double[0])).isEmpty();
    }

    @Test
    void oneScenarioHasNoRunnerUp() {
        WorstScenarios only = of(3.0);
        assertThat(only.worst()).isEqualTo(new ScenarioOutcome(0, 3.0));
        assertThat(only.runnerUp()).isEmpty();
    }

    @Test
    void tiesGoToTheLowestIndex() {
        WorstScenarios tie = of(1.0, -2.0, 0.0, -2.0, -2.0);
        assertThat(tie.worst()).isEqualTo(new ScenarioOutcome(1, -2.0));
        assertThat(tie.runnerUp()).contains(new ScenarioOutcome(3, -2.0));
        assertThat(of(0.0, -0.0).worst().scenario()).isZero();
        assertThat(of(-0.0, 0.0).worst().scenario()).isZero();
    }

    @Test
    void runnerUpTiesGoToTheLowestIndex() {
        assertThat(of(1.0, 1.0, -2.0, 1.0).runnerUp()).contains(new ScenarioOutcome(0, 1.0));
        assertThat(of(-1.0, -1.0, -2.0).runnerUp()).contains(new ScenarioOutcome(0, -1.0));
    }

    @Test
    void agreesWithSorting() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 2_000; round++) {
            double[] pnl =
                    random.ints(random.nextInt(2, 12), -3, 4).asDoubleStream().toArray();
            int worst = lowest(pnl, -1);
            int second = lowest(pnl, worst);
            WorstScenarios found = of(pnl);
            assertThat(found.worst().scenario()).as("seed %d", SEED).isEqualTo(worst);
            assertThat(found.runnerUp().orElseThrow().scenario())
                    .as("seed %d", SEED)
                    .isEqualTo(second);
        }
    }

    private static int lowest(double[] pnl, int except) {
        int lowest = -1;
        for (int s = pnl.length - 1; s >= 0; s--) {
            if (s != except && (lowest < 0 || pnl[s] <= pnl[lowest])) {
                lowest = s;
            }
        }
        return lowest;
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesWhatIsNotFinite(double poison) {
        for (int place = 0; place < 5; place++) {
            double[] pnl = {1.0, -2.0, 0.0, 4.0, -5.0};
            pnl[place] = poison;
            assertThatThrownBy(() -> WorstScenarios.of(pnl))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessage("profit in scenario %d is not finite: %s", place + 1, poison);
        }
    }
}
