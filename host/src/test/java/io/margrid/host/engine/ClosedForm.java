package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.margrid.host.backend.Backends;
import io.margrid.host.parameters.ParameterStore;
import io.margrid.model.book.AccountTerms;
import io.margrid.model.book.PositionTerms;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.input.Violation;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.ParameterSet;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.OptionQuote;
import io.margrid.model.market.PairMarket;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// A market, books and parameter sets for methodologies without scenarios, and what the engine says of them.
final class ClosedForm {
    static final Instant AS_OF = Instant.parse("2026-08-20T08:00:00Z");

    /// On a backend that holds nothing, so that it need not be closed.
    private static final MarginEngine ENGINE = new MarginEngine(Backends.open("scalar"));

    private final String model;
    private final ParameterSet parameters;
    private final Map<String, Double> marks = new TreeMap<>();
    private final Map<String, Double> indices = new TreeMap<>();
    private final Map<String, OptionQuote> options = new TreeMap<>();
    private final List<BookLine> lines = new ArrayList<>();
    private final Map<String, Double> balances = new TreeMap<>();
    private final Map<String, PositionTerms> terms = new TreeMap<>();

    private ClosedForm(String model, ParameterSet parameters) {
        this.model = model;
        this.parameters = parameters;
    }

    /// An account under a shipped set.
    static ClosedForm of(String model) {
        return of(model, shipped(model).parameters());
    }

    static ClosedForm of(String model, ParameterSet parameters) {
        return new ClosedForm(model, parameters);
    }

    private static ParameterStore.Entry shipped(String model) {
        return ParameterStore.shipped()
                .find(Models.find(model).orElseThrow().defaultSet())
                .orElseThrow();
    }

    /// The shipped set with one value replaced, by a path such as `classes.btc.linear`.
    static ParameterSet with(String model, String path, String json) {
        JsonObject root = JsonParser.parseString(shipped(model).json()).getAsJsonObject();
        String[] keys = path.split("\\.", -1);
        JsonObject at = root;
        for (int i = 0; i < keys.length - 1; i++) {
            at = at.getAsJsonObject(keys[i]);
        }
        JsonElement value = JsonParser.parseString(json);
        at.add(keys[keys.length - 1], value);
        return ParameterStore.parseNamed("mine.json", root.toString().getBytes(StandardCharsets.UTF_8))
                .parameters();
    }

    /// A price that is index and mark of a coin's perpetuals.
    ClosedForm price(String coin, double price) {
        String code = coin.toUpperCase(Locale.ROOT);
        for (String quote : List.of("usd", "usdc", "usdt")) {
            index(coin + "_" + quote, price);
            mark(code + (quote.equals("usd") ? "" : "_" + quote.toUpperCase(Locale.ROOT)) + "-PERPETUAL", price);
        }
        return this;
    }

    ClosedForm index(String pair, double price) {
        indices.put(pair, price);
        return this;
    }

    ClosedForm mark(String future, double price) {
        marks.put(future, price);
        return this;
    }

    ClosedForm option(String name, double volatility, double forward) {
        options.put(name, new OptionQuote(volatility, forward, OptionalDouble.empty()));
        return this;
    }

    ClosedForm balance(String asset, double amount) {
        balances.put(asset, amount);
        return this;
    }

    ClosedForm hold(String instrument, double size) {
        lines.add(new BookLine(lines.size(), instrument, new BigDecimal(Double.toString(size))));
        return this;
    }

    ClosedForm hold(String instrument, double size, double entry) {
        return hold(instrument, size, OptionalDouble.of(entry), OptionalDouble.empty(), OptionalDouble.empty());
    }

    ClosedForm hold(
            String instrument, double size, OptionalDouble entry, OptionalDouble leverage, OptionalDouble extra) {
        terms.put(instrument, new PositionTerms(entry, leverage, extra));
        return hold(instrument, size);
    }

    ClosedForm isolated(String instrument, double size, double entry, double leverage, double extra) {
        return hold(instrument, size, OptionalDouble.of(entry), OptionalDouble.of(leverage), OptionalDouble.of(extra));
    }

    /// The same account with its lines the other way round.
    ClosedForm reversed() {
        ClosedForm other = new ClosedForm(model, parameters);
        other.marks.putAll(marks);
        other.indices.putAll(indices);
        other.options.putAll(options);
        other.lines.addAll(lines.reversed());
        other.balances.putAll(balances);
        other.terms.putAll(terms);
        return other;
    }

    private AccountResult result() {
        MarketSnapshot.Builder market = MarketSnapshot.builder("closed form", ForwardSource.QUOTED);
        indices.forEach((pair, price) ->
                market.pair(CurrencyPair.parse(pair), new PairMarket(AS_OF, price, OptionalDouble.empty())));
        marks.forEach((name, price) -> market.future(DeribitInstruments.parse(name), price));
        options.forEach((name, quote) -> market.option(DeribitInstruments.parse(name), quote));
        BookDraft draft = new BookDraft(
                "a",
                lines,
                Map.of(),
                new AccountTerms(balances, terms),
                (row, field) -> "line %d %s".formatted(row, field),
                lines.size(),
                List.of());
        return ENGINE.evaluate(
                        Models.find(model).orElseThrow().model(parameters),
                        market.build(),
                        List.of(draft),
                        new StageTimes())
                .results()
                .getFirst();
    }

    MarginReport report() {
        AccountResult result = result();
        assertThat(result).isInstanceOf(AccountResult.Margined.class);
        return ((AccountResult.Margined) result).report();
    }

    List<String> refusals() {
        AccountResult result = result();
        assertThat(result).isInstanceOf(AccountResult.Refused.class);
        return ((AccountResult.Refused) result)
                .violations().stream().map(Violation::message).toList();
    }

    static double figure(MarginReport report, String id) {
        return report.figure(id).orElseThrow().amount();
    }

    static double liquidationPrice(MarginReport report, int position) {
        return report.positions().get(position).liquidationPrice().orElseThrow();
    }
}
