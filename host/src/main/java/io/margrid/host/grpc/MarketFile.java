package io.margrid.host.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.margrid.host.deribit.JsonTree;
import io.margrid.host.deribit.LoadedMarket;
import io.margrid.host.deribit.Shown;
import io.margrid.host.deribit.SourceFile;
import io.margrid.host.deribit.SourceText;
import io.margrid.host.store.BuiltMarket;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violations;
import io.margrid.model.market.ForwardSource;
import io.margrid.v1.Market;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// Reads a market from a file that has `margrid.v1.Market` as JSON: the same that requests carry, with contracts
/// of any venue.
public final class MarketFile {
    private static final JsonFormat.Parser PARSER = JsonFormat.parser();

    private MarketFile() {}

    /// Reads a file, if it is one.
    ///
    /// @param source      a file
    /// @param unspecified where the forwards of options come from if the market does not say
    /// @param now         the clock, ahead of which no market may be
    /// @return the market; empty if the file is no object with `pairs`, as answers of venues are not
    /// @throws InvalidInputException with every violation, if it is one but cannot be used
    public static Optional<LoadedMarket> read(SourceFile source, ForwardSource unspecified, Instant now) {
        if (!JsonTree.hasField(source, "pairs", "result")) {
            return Optional.empty();
        }
        byte[] bytes = SourceText.bytes(source);
        Market.Builder message = Market.newBuilder();
        try {
            PARSER.merge(new String(bytes, StandardCharsets.UTF_8), message);
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidInputException(
                    source.name(), "is not a market: " + Shown.cut(String.valueOf(e.getMessage())));
        }
        Violations violations = new Violations();
        var quotes = MarketReader.read(message.build(), source.name() + " $", unspecified, now, violations);
        violations.throwIfAny();
        BuiltMarket built = quotes.build(message.getId().isEmpty() ? source.name() : message.getId());
        return Optional.of(new LoadedMarket(built.snapshot(), built.notes()));
    }
}
