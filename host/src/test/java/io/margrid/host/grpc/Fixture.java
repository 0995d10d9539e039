package io.margrid.host.grpc;

import com.google.protobuf.Timestamp;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.parameters.ParameterStore;
import io.margrid.host.store.ParameterLibrary;
import io.margrid.host.store.SnapshotStore;
import io.margrid.host.store.StoreLimits;
import io.margrid.model.deribit.CurrencyParameters;
import io.margrid.model.deribit.DeribitAssumptions;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.deribit.DeribitParameters;
import io.margrid.model.deribit.GeneralParameters;
import io.margrid.model.deribit.PairParameters;
import io.margrid.model.deribit.StandardFutureParameters;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.margin.Evidence;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.OptionQuote;
import io.margrid.model.market.PairMarket;
import io.margrid.model.revaluation.RevaluationBackendProvider;
import io.margrid.v1.Book;
import io.margrid.v1.ComputeMarginRequest;
import io.margrid.v1.FutureQuote;
import io.margrid.v1.Market;
import io.margrid.v1.PackedPositions;
import io.margrid.v1.PairQuote;
import io.margrid.v1.Position;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.ServiceLoader;

/// A small BTC market and book with the parameters of the exchange's own example, as messages and as snapshot.
final class Fixture {
    static final Instant AS_OF = Instant.parse("2024-06-17T09:00:00Z");
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2024-06-17T09:00:01Z"));
    /// A clock for markets later than this one.
    static final InstantSource LATE_CLOCK = InstantSource.fixed(Instant.parse("2026-08-20T22:00:00Z"));

    static final String PERPETUAL = "BTC-PERPETUAL";
    static final String FUTURE = "BTC-28JUN24";
    static final String CALL = "BTC-28JUN24-70000-C";
    static final String PUT = "BTC-28JUN24-60000-P";
    static final double INDEX = 65_500.0;
    static final double FORWARD = 65_700.0;
    static final double PERPETUAL_MARK = 65_510.0;

    private static final CurrencyPair BTC_USD = new CurrencyPair("btc", "usd");

    static final DeribitParameters PARAMETERS = new DeribitParameters(
            "example",
            LocalDate.of(2024, 6, 17),
            Evidence.OFFICIAL,
            "the exchange's example",
            "00",
            Map.of(BTC_USD, new PairParameters(0.16, 0.5, 0.25, 0.5, 0.3, 0.13, 1.0, 0.1, 20_000_000.0, 5e-5)),
            Map.of("btc", new CurrencyParameters(0.075, 0.01, 100_000.0, 0.0, 0.0, 0.0, "both", false)),
            new GeneralParameters(0.8, 4, 3),
            DeribitParameters.PUBLISHED_EXTENDED_MOVES,
            Map.of(BTC_USD, new StandardFutureParameters(0.02, 0.01, 5e-5)),
            DeribitAssumptions.DEFAULT);

    private Fixture() {}

    static MarginEngine engine() {
        return new MarginEngine(ServiceLoader.load(RevaluationBackendProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.id().equals("scalar"))
                .findFirst()
                .orElseThrow()
                .open());
    }

    static MarketSnapshot snapshot(String id) {
        return MarketSnapshot.builder(id, ForwardSource.QUOTED)
                .pair(BTC_USD, new PairMarket(AS_OF, INDEX, OptionalDouble.empty()))
                .future(DeribitInstruments.parse(PERPETUAL), PERPETUAL_MARK)
                .future(DeribitInstruments.parse(FUTURE), FORWARD)
                .option(DeribitInstruments.parse(CALL), new OptionQuote(0.52, FORWARD, OptionalDouble.of(0.0071)))
                .option(DeribitInstruments.parse(PUT), new OptionQuote(0.55, FORWARD, OptionalDouble.of(0.0052)))
                .build();
    }

    static ServerContent content() {
        return content(StoreLimits.DEFAULT, Optional.empty(), snapshot("small"));
    }

    static ServerContent content(StoreLimits limits, Optional<Duration> maxInputAge, MarketSnapshot... start) {
        return new ServerContent(
                new SnapshotStore(List.of(start), limits, CLOCK),
                new ParameterLibrary(List.of(new ParameterStore.Entry(PARAMETERS, List.of(), ""))),
                maxInputAge,
                "test");
    }

    static Market.Builder market() {
        return Market.newBuilder()
                .setId("mine")
                .addPairs(pair())
                .addOptions(option(CALL, 52.0).setMarkPrice(0.0071))
                .addOptions(option(PUT, 55.0).setMarkPrice(0.0052))
                .addFutures(future(PERPETUAL, PERPETUAL_MARK))
                .addFutures(future(FUTURE, FORWARD));
    }

    static PairQuote.Builder pair() {
        return PairQuote.newBuilder()
                .setPair("btc_usd")
                .setIndexPrice(INDEX)
                .setAsOf(Timestamp.newBuilder().setSeconds(AS_OF.getEpochSecond()));
    }

    static io.margrid.v1.OptionQuote.Builder option(String instrument, double percent) {
        return io.margrid.v1.OptionQuote.newBuilder()
                .setInstrument(instrument)
                .setMarkIvPercent(percent)
                .setUnderlyingPrice(FORWARD);
    }

    static FutureQuote.Builder future(String instrument, double mark) {
        return FutureQuote.newBuilder().setInstrument(instrument).setMarkPrice(mark);
    }

    static Book.Builder book() {
        return Book.newBuilder()
                .setAccount("maker")
                .addPositions(position(PERPETUAL, 12.5))
                .addPositions(position(CALL, -40.0))
                .addPositions(position(PUT, 0.1))
                .addPositions(position(FUTURE, -3.0));
    }

    static Position.Builder position(String instrument, double size) {
        return Position.newBuilder().setInstrument(instrument).setSize(size);
    }

    static PackedPositions.Builder packed(Book.Builder book) {
        PackedPositions.Builder packed = PackedPositions.newBuilder();
        for (Position position : book.getPositionsList()) {
            packed.addInstruments(position.getInstrument())
                    .addInstrumentIndex(packed.getInstrumentsCount() - 1)
                    .addSizes(position.getSize());
        }
        return packed;
    }

    static ComputeMarginRequest.Builder request() {
        return ComputeMarginRequest.newBuilder().setBook(book()).setMarket(market());
    }
}
