package io.margrid.host.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BacktestTest {
    private static final Backtest.Rule RULE = new Backtest.Rule(ReturnScenarios.PLAIN, 0.97, 4, 0.75, 1);

    private static PriceHistory history(double... closes) {
        List<LocalDate> dates = new ArrayList<>();
        List<Double> prices = new ArrayList<>();
        for (double close : closes) {
            dates.add(LocalDate.of(2026, 1, 1).plusDays(dates.size()));
            prices.add(close);
        }
        return new PriceHistory(dates, prices);
    }

    /// Four returns of -10, 0, 0 and 0 %, then a fall of 20 %.
    @Test
    void aLossBeyondTheWorstOfFourIsBad() {
        Backtest test = Backtest.of(history(100.0, 90.0, 90.0, 90.0, 90.0, 72.0), RULE);
        assertThat(test.days()).isEqualTo(1);
        assertThat(test.bad()).hasSize(1);
        assertThat(test.bad().getFirst().date()).isEqualTo(LocalDate.of(2026, 1, 6));
        assertThat(test.bad().getFirst().loss()).isEqualTo(1.0 - 72.0 / 90.0);
        assertThat(test.bad().getFirst().valueAtRisk()).isEqualTo(1.0 - 0.9);
        assertThat(test.next().valueAtRisk()).isEqualTo(1.0 - 72.0 / 90.0);
    }

    @Test
    void aShortPositionLosesWhereTheOtherGains() {
        Backtest.Rule rule = new Backtest.Rule(ReturnScenarios.PLAIN, 0.97, 4, 0.75, -1);
        assertThat(Backtest.of(history(100.0, 90.0, 90.0, 90.0, 90.0, 72.0), rule)
                        .bad())
                .isEmpty();
        assertThat(Backtest.of(history(100.0, 90.0, 90.0, 90.0, 90.0, 99.0), rule)
                        .bad())
                .hasSize(1);
    }

    /// Independent returns of one distribution: the rule is right, and the tests must say so.
    @Test
    void aRuleThatIsRightPasses() {
        SplittableRandom random = new SplittableRandom(7);
        double[] closes = new double[3_000];
        closes[0] = 100.0;
        for (int i = 1; i < closes.length; i++) {
            closes[i] = closes[i - 1] * (1.0 + 0.02 * random.nextGaussian());
        }
        Backtest test = Backtest.of(history(closes), new Backtest.Rule(ReturnScenarios.PLAIN, 0.97, 500, 0.99, 1));
        assertThat(test.days()).isEqualTo(2_499);
        assertThat(test.coverage().pValue()).isGreaterThan(0.01);
        assertThat(test.independence().pValue()).isGreaterThan(0.01);
        assertThat(test.zone()).isEqualTo(TrafficLight.GREEN);
    }

    @Test
    void aShortHistoryIsRefused() {
        assertThatThrownBy(() -> Backtest.of(history(1.0, 2.0, 3.0, 4.0, 5.0), RULE))
                .hasMessage("a window of 4 days needs at least 6 closes: 5");
    }
}
