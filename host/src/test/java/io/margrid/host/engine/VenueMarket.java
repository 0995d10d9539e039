package io.margrid.host.engine;

import io.margrid.host.backend.Backends;
import io.margrid.host.parameters.ParameterStore;
import io.margrid.model.book.AccountTerms;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.FutureContract;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.OptionType;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.OptionQuote;
import io.margrid.model.market.PairMarket;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// A market of contracts with names of their own, and accounts margined in it. Not thread-safe.
public final class VenueMarket {
    /// When its contracts are valued.
    public static final Instant AS_OF = Instant.parse("2026-11-23T08:00:00Z");

    private final MarketSnapshot.Builder builder = MarketSnapshot.builder("venue", ForwardSource.QUOTED);

    /// Index price of a pair.
    public VenueMarket pair(String pair, double index) {
        builder.pair(CurrencyPair.parse(pair), new PairMarket(AS_OF, index, OptionalDouble.empty()));
        return this;
    }

    /// A linear future; without days a perpetual or a share.
    public VenueMarket future(String name, String pair, double size, OptionalDouble days, double mark) {
        builder.future(
                new FutureContract(
                        name,
                        CurrencyPair.parse(pair),
                        Settlement.LINEAR,
                        OptionalDouble.of(size),
                        days.isPresent() ? Optional.of(after(days.getAsDouble())) : Optional.empty()),
                mark);
        return this;
    }

    /// A linear option.
    public VenueMarket option(
            String name, String pair, double size, double days, double strike, OptionType type, OptionQuote quote) {
        builder.option(
                new OptionContract(name, CurrencyPair.parse(pair), Settlement.LINEAR, size, after(days), strike, type),
                quote);
        return this;
    }

    private static Instant after(double days) {
        return AS_OF.plusSeconds(Math.round(days * 86_400.0));
    }

    /// A model under a parameter file's text.
    public static MarginModel model(String id, String json) {
        return Models.find(id)
                .orElseThrow()
                .model(ParameterStore.parseNamed("test.json", json.getBytes(StandardCharsets.UTF_8))
                        .parameters());
    }

    /// Margins lines such as `CORN 5000`.
    public AccountResult result(MarginModel model, AccountTerms terms, String... lines) {
        List<BookLine> book = new ArrayList<>();
        for (String line : lines) {
            String[] cells = line.split(" ", -1);
            book.add(new BookLine(book.size(), cells[0], new BigDecimal(cells[1])));
        }
        BookDraft draft =
                new BookDraft("a", book, Map.of(), terms, (row, field) -> row + " " + field, lines.length, List.of());
        try (MarginEngine engine = new MarginEngine(Backends.open("scalar"))) {
            return engine.evaluate(model, builder.build(), List.of(draft), new StageTimes())
                    .results()
                    .getFirst();
        }
    }

    /// The same of an account that is not refused.
    public MarginReport report(MarginModel model, String... lines) {
        if (result(model, AccountTerms.NONE, lines) instanceof AccountResult.Margined margined) {
            return margined.report();
        }
        throw new AssertionError(result(model, AccountTerms.NONE, lines).toString());
    }
}
