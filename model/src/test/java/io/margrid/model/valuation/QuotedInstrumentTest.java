package io.margrid.model.valuation;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.OptionQuote;
import io.margrid.model.market.PairMarket;
import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class QuotedInstrumentTest {
    private static final Instrument CALL = DeribitInstruments.parse("BTC-27MAR26-80000-C");
    private static final Instrument FUTURE = DeribitInstruments.parse("BTC-27MAR26");
    private static final Instrument SPOT = DeribitInstruments.parse("BTC_USD");
    private static final Instant EXPIRY = CALL.expiry().orElseThrow();

    private static QuotedInstrument quoted(Instrument instrument, Instant asOf) {
        MarketSnapshot market = MarketSnapshot.builder("m", ForwardSource.QUOTED)
                .pair(instrument.pair(), new PairMarket(asOf, 70_000.0, OptionalDouble.of(69_000.0)))
                .option(CALL, new OptionQuote(0.5, 71_000.0, OptionalDouble.of(0.01)))
                .future(FUTURE, 71_500.0)
                .build();
        return QuotedInstrument.of(instrument, market);
    }

    @Test
    void holdsWhatTheMarketSays() {
        Instant asOf = EXPIRY.minusSeconds(86_400);
        QuotedInstrument call = quoted(CALL, asOf);
        assertThat(call.quotedForward()).isEqualTo(71_000.0);
        assertThat(call.volatility()).isEqualTo(0.5);
        assertThat(call.markPrice()).hasValue(0.01);
        assertThat(call.elapsedWindow()).isZero();
        assertThat(call.forward()).isEqualTo(71_000.0);
        assertThat(call.moveScale()).isEqualTo(1.0);
        QuotedInstrument future = quoted(FUTURE, asOf);
        assertThat(future.forward()).isEqualTo(71_500.0);
        assertThat(future.volatility()).isZero();
        assertThat(future.markPrice()).isEmpty();
        assertThat(quoted(SPOT, asOf).forward()).isEqualTo(70_000.0);
    }

    @Test
    void averagesInTheSettlementWindow() {
        // A third of the window is over.
        QuotedInstrument call = quoted(CALL, EXPIRY.minusSeconds(1_200));
        double u = 1.0 - 1_200_000.0 / 1_800_000.0;
        assertThat(call.elapsedWindow()).isEqualTo(u);
        assertThat(call.forward()).isEqualTo(u * 69_000.0 + (1.0 - u) * 71_000.0);
        assertThat(call.moveScale()).isEqualTo((1.0 - u) * 71_000.0 / call.forward());
    }
}
