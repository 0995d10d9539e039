package io.margrid.host.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.host.Repository;
import io.margrid.host.backend.Backends;
import io.margrid.host.engine.MarginEngine;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.OptionQuote;
import io.margrid.model.market.PairMarket;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarksCheckTest {
    private static final MarginEngine ENGINE = new MarginEngine(Backends.open("auto"));

    @TempDir
    private Path folder = Path.of("");

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Test
    void marksOfTheExampleAreInsideTheirRounding() {
        List<MarksCheck.Chain> chains = MarksCheck.run(Repository.market(ForwardSource.PARITY), ENGINE);
        assertThat(chains).extracting(MarksCheck.Chain::chain).containsExactly("btc_usd inverse", "eth_usd inverse");
        assertThat(chains).extracting(MarksCheck.Chain::options).containsExactly(970, 896);
        assertThat(chains).allSatisfy(chain -> {
            assertThat(chain.share()).isGreaterThanOrEqualTo(0.997);
            assertThat(chain.worst()).hasSize(10);
            assertThat(chain.median()).isLessThanOrEqualTo(chain.p99());
            assertThat(chain.p99()).isLessThanOrEqualTo(chain.max());
        });
    }

    @ParameterizedTest
    @CsvSource({
        "BTC, 20260328T092923Z, 952, 0.997",
        "ETH, 20260328T092923Z, 780, 0.997",
        "BTC, 20260821T094729Z, 1034, 0.98",
        "ETH, 20260821T094729Z, 912, 0.98",
    })
    void marksOfOtherDaysAreInsideTheirRounding(String coin, String time, int options, double share)
            throws IOException {
        Path file = folder.resolve("book_summary_option_" + coin + ".json");
        byte[] zipped = Repository.resource("market/book_summary_option_%s_%s.json.gz".formatted(coin, time));
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            Files.copy(in, file);
        }
        assertThat(MarksCheck.run(Repository.market(ForwardSource.PARITY, file), ENGINE))
                .singleElement()
                .satisfies(chain -> {
                    assertThat(chain.options()).isEqualTo(options);
                    assertThat(chain.share()).isGreaterThanOrEqualTo(share);
                });
    }

    @Test
    void marketWithoutMarksHasNoChain() {
        assertThat(MarksCheck.run(
                        MarketSnapshot.builder("m", ForwardSource.QUOTED).build(), ENGINE))
                .isEmpty();
    }

    @Test
    void roundingIsHalfOfTheChainsLastDigit() {
        // Marks of four decimals, as the exchange's tickers show them; worth nothing, so vega explains nothing.
        assertThat(roundings(0.0001, 0.0005)).containsOnly(0.00005);
        assertThat(roundings(0.5, 0.0625)).containsOnly(0.00005);
        assertThat(roundings(1.0, 2.0)).containsOnly(0.5);
    }

    private static List<Double> roundings(double... marks) {
        MarketSnapshot.Builder market = MarketSnapshot.builder("m", ForwardSource.QUOTED)
                .pair(
                        new CurrencyPair("btc", "usd"),
                        new PairMarket(Instant.parse("2026-08-01T00:00:00Z"), 60_000.0, OptionalDouble.empty()));
        for (int i = 0; i < marks.length; i++) {
            market.option(
                    DeribitInstruments.parse("BTC-21AUG26-%d-C".formatted(900_000 + i)),
                    new OptionQuote(0.1, 60_000.0, OptionalDouble.of(marks[i])));
        }
        return MarksCheck.run(market.build(), ENGINE).getFirst().worst().stream()
                .map(MarksCheck.Line::rounding)
                .toList();
    }
}
