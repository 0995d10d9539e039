package io.margrid.host.deribit;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.margrid.host.engine.BookDraft;
import io.margrid.host.engine.BookLine;
import io.margrid.model.book.PassThroughAmounts;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.deribit.DeribitParameters;
import io.margrid.model.deribit.DeribitPortfolioMargin;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violations;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.FutureContract;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.SpotPair;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.OptionQuote;
import io.margrid.model.market.PairMarket;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// A saved `private/pme/simulate` answer: parameters, market and book are inside it.
///
/// @param parameters its `model_params`
/// @param market     from `index_price`, `ticker` and `model_params.general.timestamp`
/// @param book       from `portfolio.position`, with the opaque amounts of `margins`
/// @param result     the `result` object, to compare with
/// @param notes      where the answer contradicts itself
record SavedSimulation(
        DeribitParameters parameters, MarketSnapshot market, BookDraft book, JsonObject result, List<String> notes) {
    private static final String INDEX = "index_price";

    /// Reads an answer.
    ///
    /// @param name  the file's name, for messages
    /// @param bytes its content
    /// @throws InvalidInputException with every violation
    static SavedSimulation parse(String name, byte[] bytes) {
        JsonObject root = JsonTree.object(name, bytes);
        if (root.has("error")) {
            throw new InvalidInputException(
                    name, "is an error answer: " + Shown.cut(String.valueOf(root.get("error"))));
        }
        Violations violations = new Violations();
        JsonFields top = new JsonFields(name, "$", root, violations);
        JsonFields result = root.has("result") ? top.object("result") : top;
        for (String required : List.of("model_params", "portfolio", "index_price", "ticker", "margins")) {
            if (!result.has(required)) {
                violations.add(name, "is not a private/pme/simulate answer: it has no " + required);
            }
        }
        violations.throwIfAny();
        DeribitParameters parameters =
                DeribitParameterFile.parse(name, root, Sha256.hex(bytes)).parameters();
        if (result.object("margins").has("cross")) {
            violations.add(
                    name + " margins.cross", "cross-collateral portfolio margin (X:PM) cannot be recomputed yet");
        }
        Instant asOf = Instant.ofEpochMilli(
                (long) result.object("model_params").object("general").number("timestamp"));
        JsonFields position = result.object("portfolio").object("position");
        MarketSnapshot market = market(name, result, position, asOf, violations);
        BookDraft book = book(name, result, position, new DeribitPortfolioMargin(parameters), market);
        violations.throwIfAny();
        return new SavedSimulation(
                parameters,
                market,
                book,
                root.has("result") ? root.getAsJsonObject("result") : root,
                indexNotes(result, position));
    }

    /// What tickers say of the index beside `index_price`, which is the one that is used.
    private static List<String> indexNotes(JsonFields result, JsonFields position) {
        JsonFields tickers = result.object("ticker");
        JsonFields index = result.object("index_price");
        Map<String, List<String>> others = new TreeMap<>();
        for (String instrument : position.keys()) {
            String pair = DeribitInstruments.parse(instrument).pair().key();
            JsonFields ticker = tickers.object(instrument);
            if (ticker.has(INDEX) && index.has(pair) && ticker.number(INDEX) != index.number(pair)) {
                others.computeIfAbsent(
                                "index_price.%s is %s and is used, %s in the ticker of "
                                        .formatted(pair, index.number(pair), ticker.number(INDEX)),
                                _ -> new ArrayList<>())
                        .add(instrument);
            }
        }
        return others.entrySet().stream()
                .map(entry -> entry.getKey() + Shown.names(entry.getValue()))
                .toList();
    }

    private static MarketSnapshot market(
            String name, JsonFields result, JsonFields position, Instant asOf, Violations violations) {
        MarketSnapshot.Builder builder = MarketSnapshot.builder(name, ForwardSource.QUOTED);
        JsonFields index = result.object("index_price");
        JsonFields general = result.object("model_params").object("general");
        JsonFields instants = general.has("timestamps") ? general.object("timestamps") : general.empty();
        JsonFields deliveries = general.has("estimated_delivery_prices")
                ? general.object("estimated_delivery_prices")
                : general.empty();
        for (String key : index.keys()) {
            index.build(() -> {
                        Instant instant = instants.has(key) ? Instant.ofEpochMilli((long) instants.number(key)) : asOf;
                        OptionalDouble delivery = deliveries.has(key)
                                ? OptionalDouble.of(deliveries.number(key))
                                : OptionalDouble.empty();
                        PairMarket market = new PairMarket(instant, index.number(key), delivery);
                        return Map.entry(CurrencyPair.parse(key), market);
                    })
                    .ifPresent(entry -> builder.pair(entry.getKey(), entry.getValue()));
        }
        JsonFields tickers = result.object("ticker");
        for (String instrument : position.keys()) {
            try {
                Instrument terms = DeribitInstruments.parse(instrument);
                if (tickers.has(instrument)) {
                    JsonFields ticker = tickers.object(instrument);
                    ticker.build(() -> addQuote(builder, terms, ticker));
                } else {
                    violations.add(name + " ticker", "has no entry for " + instrument);
                }
            } catch (IllegalArgumentException e) {
                violations.add(name + " portfolio.position", String.valueOf(e.getMessage()));
            }
        }
        return builder.build();
    }

    private static MarketSnapshot.Builder addQuote(
            MarketSnapshot.Builder builder, Instrument terms, JsonFields ticker) {
        return switch (terms) {
            case OptionContract option -> {
                OptionalDouble mark = ticker.has("mark_price")
                        ? OptionalDouble.of(ticker.number("mark_price"))
                        : OptionalDouble.empty();
                double volatility = ticker.percentage("mark_iv");
                yield builder.option(option, new OptionQuote(volatility, ticker.number("underlying_price"), mark));
            }
            case FutureContract future -> builder.future(future, ticker.number("mark_price"));
            case SpotPair _ -> builder;
        };
    }

    private static BookDraft book(
            String name, JsonFields result, JsonFields position, MarginModel model, MarketSnapshot market) {
        List<String> names = new ArrayList<>(position.keys());
        List<BookLine> lines = new ArrayList<>();
        for (int row = 0; row < names.size(); row++) {
            String instrument = names.get(row);
            if (position.get(instrument) instanceof JsonPrimitive size && size.isNumber()) {
                Optional<BigDecimal> coins = Sizes.parse(size.getAsString());
                if (coins.isPresent()) {
                    lines.add(new BookLine(row, instrument, coins.get()));
                } else {
                    position.violation(instrument, Sizes.problem(size.getAsString()));
                }
            } else {
                position.violation(
                        instrument, "must be a number: " + Shown.cut(String.valueOf(position.get(instrument))));
            }
        }
        Map<String, PassThroughAmounts> amounts = new TreeMap<>();
        for (JsonFields margins : result.object("margins").objects()) {
            JsonFields initial = margins.object("initial_margin_details");
            JsonFields details = initial.object("risk_matrix_margin_details");
            initial.build(() -> new PassThroughAmounts(
                            initial.numberOrZero("mmp_margin"),
                            initial.numberOrZero("open_orders_margin"),
                            initial.numberOrZero("spot_margin"),
                            details.numberOrZero("correlation_contingency")))
                    // Where nothing is passed through and the model knows no such currency, the answer's figures are
                    // compared with none instead of being refused.
                    .filter(a -> !a.equals(PassThroughAmounts.NONE)
                            || model.currencyProblem(margins.key(), market).isEmpty())
                    .ifPresent(a -> amounts.put(margins.key(), a));
        }
        return new BookDraft(
                "default",
                lines,
                amounts,
                (row, field) -> name + " portfolio.position." + names.get((int) row),
                lines.size(),
                List.of());
    }
}
