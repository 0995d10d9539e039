package io.margrid.host.store;

import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.instrument.FutureContract;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// SHA-256 of quotes: the same for the same quotes and forward source in any order, another for any other bit.
///
/// `docs/api.md` has the bytes that are hashed. Texts are UTF-8 behind their length in four bytes, numbers the
/// eight bytes of the double, all with the highest byte first; what may be absent has a byte 1 or 0 before it.
final class ContentHash {
    private static final String FORM = "margrid.market.v1";

    private final MessageDigest digest;
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    private ContentHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The hash.
    ///
    /// @param quotes in any order
    /// @return 64 lower-case hexadecimal digits
    static String of(MarketQuotes quotes) {
        ContentHash hash = new ContentHash();
        hash.text(FORM);
        hash.text(quotes.source().name());
        hash.int32(quotes.pairs().size());
        quotes.pairs().forEach((pair, market) -> {
            hash.text(pair.key());
            hash.instant(market.asOf());
            hash.float64(market.index());
            hash.optional(market.estimatedDelivery());
        });
        List<QuotedOption> options = quotes.options().stream()
                .sorted(Comparator.comparing(option -> option.contract().name()))
                .toList();
        hash.int32(options.size());
        for (QuotedOption option : options) {
            hash.text(option.contract().name());
            hash.float64(option.markVolatilityPercent());
            hash.optional(option.underlyingPrice());
            hash.optional(option.markPrice());
        }
        List<QuotedFuture> futures = quotes.futures().stream()
                .sorted(Comparator.comparing(future -> future.contract().name()))
                .toList();
        hash.int32(futures.size());
        for (QuotedFuture future : futures) {
            hash.text(future.contract().name());
            hash.float64(future.markPrice());
        }
        Stream.concat(
                        options.stream().map(QuotedOption::contract),
                        futures.stream().map(QuotedFuture::contract))
                .filter(contract -> !DeribitInstruments.knows(contract))
                .forEach(hash::terms);
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    /// Terms that the name does not tell.
    private void terms(Instrument contract) {
        text(contract.name());
        text(contract.pair().key());
        text(contract.settlement().name());
        digest.update((byte) (contract.expiry().isPresent() ? 1 : 0));
        contract.expiry().ifPresent(this::instant);
        if (contract instanceof OptionContract option) {
            text(option.type().name());
            float64(option.contractSize());
            float64(option.strike());
        } else if (contract instanceof FutureContract future) {
            text("FUTURE");
            optional(future.contractSize());
        }
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int32(bytes.length);
        digest.update(bytes);
    }

    private void instant(Instant instant) {
        int64(instant.getEpochSecond());
        int32(instant.getNano());
    }

    private void optional(OptionalDouble value) {
        digest.update((byte) (value.isPresent() ? 1 : 0));
        value.ifPresent(this::float64);
    }

    private void float64(double value) {
        int64(Double.doubleToLongBits(value));
    }

    private void int64(long value) {
        digest.update(number.clear().putLong(value).flip());
    }

    private void int32(int value) {
        digest.update(number.clear().putInt(value).flip());
    }
}
