package io.margrid.host.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Figures of Jorion, Value at Risk (3rd edition, chapter 6): J.P. Morgan's 1998, 20 losses beyond the value at
/// risk of 95 % in 252 days, 6 of them on the day after another.
class CoverageTestTest {
    private static final CoverageTest COVERAGE = CoverageTest.kupiec(252, 20, 0.05);
    private static final CoverageTest INDEPENDENCE = CoverageTest.independence(218, 14, 14, 6);

    @Test
    void coverageIsThePrintedOne() {
        assertThat(COVERAGE.statistic()).isCloseTo(3.91, within(0.005));
        // The critical value of 5 % is 3.84.
        assertThat(COVERAGE.pValue()).isLessThan(0.05);
    }

    @Test
    void independenceIsThePrintedOne() {
        assertThat(INDEPENDENCE.statistic()).isCloseTo(9.53, within(0.005));
        assertThat(CoverageTest.conditional(COVERAGE, INDEPENDENCE).statistic()).isCloseTo(13.44, within(0.01));
    }

    @Test
    void exactCoverageSpeaksForTheRule() {
        assertThat(CoverageTest.kupiec(1_000, 10, 0.01).statistic()).isCloseTo(0.0, within(1e-12));
        assertThat(CoverageTest.kupiec(1_000, 10, 0.01).pValue()).isCloseTo(1.0, within(1e-5));
    }

    /// No bad day in 250: `-500 ln 0.99 = 5.025`.
    @Test
    void noBadDayAtAllIsTested() {
        assertThat(CoverageTest.kupiec(250, 0, 0.01).statistic()).isCloseTo(5.025167926750725, within(1e-12));
    }

    @Test
    void daysAreCountedInPairs() {
        boolean[] beyond = {false, true, true, false, false, true};
        assertThat(CoverageTest.independence(beyond)).isEqualTo(CoverageTest.independence(1, 2, 1, 1));
    }
}
