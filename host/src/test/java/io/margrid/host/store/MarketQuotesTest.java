package io.margrid.host.store;

import static io.margrid.host.store.Quotes.CALL;
import static io.margrid.host.store.Quotes.PERPETUAL;
import static io.margrid.host.store.Quotes.PUT;
import static io.margrid.host.store.Quotes.none;
import static io.margrid.host.store.Quotes.option;
import static io.margrid.host.store.Quotes.some;
import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.host.deribit.DemoData;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.OptionQuote;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarketQuotesTest {
    private static void assertSame(MarketSnapshot built, MarketSnapshot market) {
        assertThat(built.forwardSource()).isEqualTo(market.forwardSource());
        assertThat(built.pairs()).isEqualTo(market.pairs());
        assertThat(built.options()).isEqualTo(market.options());
        assertThat(built.futureMarks()).isEqualTo(market.futureMarks());
    }

    @ParameterizedTest
    @EnumSource
    void marketOfFilesIsMadeAgainBitByBit(ForwardSource source) {
        MarketSnapshot market = DemoData.market(source, Clock.systemUTC()).snapshot();
        BuiltMarket built = MarketQuotes.of(market).build("again");
        assertThat(built.unusable()).isEmpty();
        assertThat(built.snapshot().id()).isEqualTo("again");
        assertThat(built.snapshot().optionCount()).isGreaterThan(1_000);
        assertSame(built.snapshot(), market);
    }

    /// A forward that the marks at hand do not give: the marks that gave it were of options without volatility.
    @Test
    void forwardsThatCannotBeFoundAgainCountAsQuoted() {
        MarketSnapshot market = MarketSnapshot.builder("files", ForwardSource.PARITY)
                .option(DeribitInstruments.parse(CALL), new OptionQuote(0.5, 65_123.0, some(0.01)))
                .option(DeribitInstruments.parse(PUT), new OptionQuote(0.5, 65_123.0, some(0.07)))
                .build();
        MarketSnapshot built = MarketQuotes.of(market).build("files").snapshot();
        assertThat(built.forwardSource()).isEqualTo(ForwardSource.QUOTED);
        assertThat(built.options()).isEqualTo(market.options());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, 1e-300, 0.5837, 0.29, 0.07, 1.1, 100.0, 0.1 + 0.2, 0.58, 1e-9})
    void percentagesGiveTheirVolatility(double volatility) {
        MarketSnapshot market = MarketSnapshot.builder("one", ForwardSource.QUOTED)
                .option(DeribitInstruments.parse(CALL), new OptionQuote(volatility, 65_000.0, none()))
                .build();
        assertSame(MarketQuotes.of(market).build("one").snapshot(), market);
    }

    /// Between 0.64 and 1 doubles lie closer than their percentages do.
    @Test
    void volatilitiesWithoutAPercentageMoveByTheirLastBit() {
        double volatility = 0.99;
        int moved = 0;
        for (int i = 0; i < 100; i++) {
            volatility = Math.nextUp(volatility);
            MarketSnapshot market = MarketSnapshot.builder("one", ForwardSource.QUOTED)
                    .option(DeribitInstruments.parse(CALL), new OptionQuote(volatility, 65_000.0, none()))
                    .build();
            double again = MarketQuotes.of(market)
                    .build("one")
                    .snapshot()
                    .option(CALL)
                    .orElseThrow()
                    .markVolatility();
            assertThat(Math.abs(again - volatility)).isLessThanOrEqualTo(Math.ulp(volatility));
            moved += again == volatility ? 0 : 1;
        }
        assertThat(moved).isBetween(1, 50);
    }

    @Test
    void optionsWithoutForwardAreLeftOutAndNamed() {
        MarketQuotes quotes = new MarketQuotes(
                ForwardSource.PARITY, Map.of(), List.of(option(CALL, 52.0, some(65_700.0), some(0.007))), List.of());
        BuiltMarket built = quotes.build("x");
        assertThat(built.snapshot().optionCount()).isZero();
        assertThat(built.unusable()).containsOnlyKeys(CALL);
        assertThat(built.unusable().get(CALL)).contains("no forward by parity");
        assertThat(built.notes())
                .containsExactly("1 options of the market have no forward by parity and were left out");
    }

    @Test
    void changesReplaceWholeQuotesAndForwardsAreFoundAnew() {
        MarketQuotes before = Quotes.parity(0.01, 0.07);
        MarketQuotes changes = new MarketQuotes(
                ForwardSource.PARITY, Map.of(), List.of(option(CALL, 60.0, none(), some(0.02))), List.of());
        MarketSnapshot after = before.with(changes, Set.of()).build("after").snapshot();
        double forward = 70_000.0 / (1.0 - (0.02 - 0.07));
        assertThat(after.option(PUT).orElseThrow()).isEqualTo(new OptionQuote(0.52, forward, some(0.07)));
        assertThat(after.option(CALL).orElseThrow()).isEqualTo(new OptionQuote(0.6, forward, some(0.02)));
        assertThat(after.pairs()).isEqualTo(before.pairs());
    }

    @Test
    void aMarkThatComesLaterGivesOptionsTheirForward() {
        MarketQuotes lonely = new MarketQuotes(
                ForwardSource.PARITY, Map.of(), List.of(option(CALL, 52.0, none(), some(0.01))), List.of());
        MarketQuotes put = new MarketQuotes(
                ForwardSource.PARITY, Map.of(), List.of(option(PUT, 52.0, none(), some(0.07))), List.of());
        assertThat(lonely.build("x").snapshot().optionCount()).isZero();
        assertThat(lonely.with(put, Set.of()).build("x").snapshot().optionCount())
                .isEqualTo(2);
    }

    @Test
    void removedInstrumentsGo() {
        MarketQuotes before = Quotes.small(65_500.0);
        MarketQuotes nothing = new MarketQuotes(ForwardSource.QUOTED, Map.of(), List.of(), List.of());
        MarketQuotes after = before.with(nothing, Set.of(PERPETUAL));
        assertThat(after.futures()).isEmpty();
        assertThat(after.options()).isEqualTo(before.options());
        assertThat(after.size()).isEqualTo(before.size() - 1);
    }
}
