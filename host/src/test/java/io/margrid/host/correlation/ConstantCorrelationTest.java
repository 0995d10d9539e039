package io.margrid.host.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.host.Repository;
import io.margrid.host.backtest.PriceHistory;
import io.margrid.host.deribit.SourceFiles;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConstantCorrelationTest {
    /// What the authors' program `covCor`, carried over to numpy line by line, gives for the shipped closes.
    @ParameterizedTest
    @CsvSource({
        "2057, 0.6958016749452246, 0.1431477875919959",
        "2000, 0.7293089647964214, 0.17954451485683565",
        "1000, 0.7751577813168019, 1.0",
    })
    void intensityIsTheAuthors(int days, double mean, double intensity) {
        SequencedMap<String, PriceHistory> histories = new LinkedHashMap<>();
        for (String coin : List.of("BTC", "ETH", "SOL")) {
            histories.put(
                    coin,
                    PriceHistory.read(SourceFiles.one(Repository.root()
                            .resolve("docs/examples/history/" + coin + "_USD_daily.csv")
                            .toString())));
        }
        DailyReturns all = DailyReturns.of(histories, LocalDate.MIN, LocalDate.MAX);
        DailyReturns returns = all.window(all.size() - days, days);
        CorrelationMatrix sample = SampleCorrelation.plain(returns);
        assertThat(sample.mean()).isCloseTo(mean, within(1e-12));
        assertThat(ConstantCorrelation.intensity(returns, sample)).isCloseTo(intensity, within(1e-12));
    }

    @Test
    void twoCoinsHaveNothingToShrinkTo() {
        DailyReturns returns = DailyReturnsTest.of(new double[] {0.1, 0.2, 0.0}, new double[] {0.2, -0.1, 0.05});
        assertThat(ConstantCorrelation.intensity(returns, SampleCorrelation.plain(returns)))
                .isZero();
    }

    @Test
    void fromTheSampleToTheMean() {
        CorrelationMatrix sample =
                CorrelationMatrix.of(List.of("a", "b", "c"), new double[][] {{0.0, 0.5, 0.2}, {0.0, 0.0, -0.1}, {}});
        assertThat(ConstantCorrelation.shrunk(sample, 0.0)).isEqualTo(sample);
        CorrelationMatrix half = ConstantCorrelation.shrunk(sample, 0.5);
        assertThat(half.rows().get(0).get(1)).isCloseTo(0.35, within(1e-15));
        assertThat(half.rows().get(1).get(2)).isCloseTo(0.05, within(1e-15));
        assertThat(half.mean()).isCloseTo(sample.mean(), within(1e-15));
        assertThat(half.smallestEigenvalue()).isGreaterThan(sample.smallestEigenvalue());
        CorrelationMatrix whole = ConstantCorrelation.shrunk(sample, 1.0);
        assertThat(whole.rows().get(0).get(1)).isEqualTo(sample.mean());
        assertThat(whole.rows().get(2).get(1)).isEqualTo(sample.mean());
    }
}
