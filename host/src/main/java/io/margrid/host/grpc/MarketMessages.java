package io.margrid.host.grpc;

import com.google.protobuf.Timestamp;
import io.margrid.host.report.ReportMessages;
import io.margrid.host.store.MarketQuotes;
import io.margrid.host.store.QuotedFuture;
import io.margrid.host.store.QuotedOption;
import io.margrid.host.store.StoredSnapshot;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.v1.FutureQuote;
import io.margrid.v1.Market;
import io.margrid.v1.MarketInfo;
import io.margrid.v1.OptionQuote;
import io.margrid.v1.PairQuote;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/// Markets as messages.
final class MarketMessages {
    private static final int NANOS_PER_SECOND = 1_000_000_000;

    private MarketMessages() {}

    /// What an answer says of the market that it used.
    ///
    /// @param market the market
    /// @param now    the server's clock
    /// @return the message, with the age of the inputs
    static MarketInfo info(ResolvedMarket market, Instant now) {
        return market.stored()
                .map(stored -> info(stored, now))
                .orElseGet(() -> aged(market.snapshot(), now).build());
    }

    /// What is said of a snapshot.
    ///
    /// @param stored the snapshot
    /// @param now    the server's clock
    /// @return the message, with the age of the inputs
    static MarketInfo info(StoredSnapshot stored, Instant now) {
        return aged(stored.market(), now)
                .setPublishedAt(timestamp(stored.publishedAt()))
                .setSha256(stored.sha256())
                .build();
    }

    private static MarketInfo.Builder aged(MarketSnapshot market, Instant now) {
        MarketInfo.Builder info = ReportMessages.market(market).toBuilder();
        InputAge.of(market, now).ifPresent(age -> info.setInputAge(duration(age)));
        return info;
    }

    /// A snapshot as it can be published again.
    ///
    /// @param stored the snapshot
    /// @return its quotes under its name
    static Market market(StoredSnapshot stored) {
        MarketQuotes quotes = stored.quotes();
        Market.Builder market = Market.newBuilder()
                .setId(stored.id())
                .setForwardSource(
                        quotes.source() == ForwardSource.PARITY
                                ? io.margrid.v1.ForwardSource.FORWARD_SOURCE_PARITY
                                : io.margrid.v1.ForwardSource.FORWARD_SOURCE_QUOTED);
        quotes.pairs().forEach((pair, quote) -> {
            PairQuote.Builder message = PairQuote.newBuilder()
                    .setPair(pair.key())
                    .setIndexPrice(quote.index())
                    .setAsOf(timestamp(quote.asOf()));
            quote.estimatedDelivery().ifPresent(message::setEstimatedDeliveryPrice);
            market.addPairs(message);
        });
        for (QuotedOption option : quotes.options()) {
            OptionQuote.Builder message = OptionQuote.newBuilder()
                    .setInstrument(option.contract().name())
                    .setMarkIvPercent(option.markVolatilityPercent());
            option.underlyingPrice().ifPresent(message::setUnderlyingPrice);
            option.markPrice().ifPresent(message::setMarkPrice);
            market.addOptions(message);
        }
        for (QuotedFuture future : quotes.futures()) {
            market.addFutures(FutureQuote.newBuilder()
                    .setInstrument(future.contract().name())
                    .setMarkPrice(future.markPrice()));
        }
        Stream.concat(
                        quotes.options().stream().map(QuotedOption::contract),
                        quotes.futures().stream().map(QuotedFuture::contract))
                .forEach(contract -> ContractReader.message(contract).ifPresent(market::addContracts));
        return market.build();
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    /// Seconds and nanoseconds of one sign, as the message wants them.
    private static com.google.protobuf.Duration duration(Duration duration) {
        boolean mixed = duration.isNegative() && duration.getNano() > 0;
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(duration.getSeconds() + (mixed ? 1 : 0))
                .setNanos(duration.getNano() - (mixed ? NANOS_PER_SECOND : 0))
                .build();
    }
}
