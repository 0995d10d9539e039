package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.host.Repository;
import io.margrid.host.backend.Backends;
import io.margrid.host.parameters.ParameterStore;
import io.margrid.model.book.AccountTerms;
import io.margrid.model.book.PositionTerms;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.FutureContract;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.MarginComponent;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.NettingSetMargin;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every methodology promises, whatever its rules, on a real market: the same suite for all of them.
class MethodologyPropertiesTest {
    private static final MarketSnapshot MARKET = withLinearPerpetuals(Repository.market(ForwardSource.PARITY));
    private static final List<Instrument> INSTRUMENTS =
            List.copyOf(MARKET.instruments().values());
    private static final MarginEngine SCALAR = new MarginEngine(Backends.open("scalar"));
    private static final MarginEngine VECTOR = new MarginEngine(Backends.open("vector"));
    private static final int ACCOUNTS = 25;

    /// Those without a charge that grows faster than the book.
    private static final List<String> HOMOGENEOUS =
            List.of("portfolio-generic", "paradex-pm", "bybit-pm", "derive-pmrm2", "span", "tims", "historical-es");

    /// Those whose every part is a worst case of sums, a norm or a floor that adds up.
    private static final List<String> NETTING = List.of("portfolio-generic", "paradex-pm", "tims", "historical-es");

    /// Some methodologies have nothing else.
    private static MarketSnapshot withLinearPerpetuals(MarketSnapshot market) {
        MarketSnapshot.Builder more = MarketSnapshot.builder(market.id(), market.forwardSource());
        market.pairs().forEach((pair, quote) -> {
            more.pair(pair, quote);
            CurrencyPair linear = new CurrencyPair(pair.base(), "usdc");
            more.pair(linear, quote);
            String name = linear.key().toUpperCase(Locale.ROOT) + "-PERPETUAL";
            more.future(DeribitInstruments.parse(name), quote.index());
        });
        market.options().forEach((name, quote) -> more.option(DeribitInstruments.parse(name), quote));
        market.futureMarks().forEach((name, mark) -> more.future(DeribitInstruments.parse(name), mark));
        return more.build();
    }

    @AfterAll
    static void close() {
        SCALAR.close();
        VECTOR.close();
    }

    /// Every methodology under its own set.
    static List<Methodology> methodologies() {
        return Models.all();
    }

    static List<Methodology> netting() {
        return NETTING.stream().map(id -> Models.find(id).orElseThrow()).toList();
    }

    static List<Methodology> homogeneous() {
        return HOMOGENEOUS.stream().map(id -> Models.find(id).orElseThrow()).toList();
    }

    private static MarginModel model(Methodology methodology) {
        return methodology.model(ParameterStore.shipped()
                .find(methodology.defaultSet())
                .orElseThrow()
                .parameters());
    }

    /// Instruments that a model can margin in the market.
    private static List<Instrument> usable(MarginModel model) {
        return INSTRUMENTS.stream()
                .filter(one -> model.problem(one, MARKET).isEmpty())
                .toList();
    }

    private static BookDraft draft(String account, List<BookLine> lines) {
        Map<String, PositionTerms> terms = new HashMap<>();
        for (BookLine line : lines) {
            MARKET.instrument(line.instrument())
                    .filter(FutureContract.class::isInstance)
                    .ifPresent(future -> terms.put(
                            future.name(),
                            new PositionTerms(
                                    OptionalDouble.of(
                                            MARKET.futureMark(future.name()).orElseThrow() * 0.99),
                                    OptionalDouble.of(5.0),
                                    OptionalDouble.empty())));
        }
        AccountTerms held = new AccountTerms(Map.of("usd", 1e9), terms);
        return new BookDraft(account, lines, Map.of(), held, (_, field) -> field, lines.size(), List.of());
    }

    private static List<BookDraft> books(MarginModel model) {
        SplittableRandom random = new SplittableRandom(20_261_122L);
        List<Instrument> usable = usable(model);
        List<BookDraft> drafts = new ArrayList<>();
        for (int account = 0; account < ACCOUNTS; account++) {
            List<BookLine> lines = new ArrayList<>();
            for (int row = 0; row < 1 + account; row++) {
                String name = usable.get(random.nextInt(usable.size())).name();
                lines.add(new BookLine(row, name, BigDecimal.valueOf(random.nextLong(-500, 501), 2)));
            }
            drafts.add(draft("account " + account, lines));
        }
        return drafts;
    }

    private static List<AccountResult> evaluate(MarginEngine engine, MarginModel model, List<BookDraft> drafts) {
        return engine.evaluate(model, MARKET, drafts, new StageTimes()).results();
    }

    private static MarginReport report(AccountResult result) {
        assertThat(result).as(result.toString()).isInstanceOf(AccountResult.Margined.class);
        return ((AccountResult.Margined) result).report();
    }

    @ParameterizedTest
    @MethodSource("methodologies")
    void anEmptyBookNeedsNothing(Methodology methodology) {
        MarginModel model = model(methodology);
        MarginReport report = report(
                evaluate(SCALAR, model, List.of(draft("empty", List.of()))).getFirst());
        assertThat(report.initialUsd()).isZero();
        assertThat(report.maintenanceUsd()).isZero();
    }

    /// A position of size zero changes nothing.
    @ParameterizedTest
    @MethodSource("methodologies")
    void nothingHeldNeedsNothing(Methodology methodology) {
        MarginModel model = model(methodology);
        List<BookLine> lines = usable(model).stream()
                .limit(50)
                .map(one -> new BookLine(0, one.name(), BigDecimal.ZERO))
                .toList();
        MarginReport report =
                report(evaluate(SCALAR, model, List.of(draft("zero", lines))).getFirst());
        assertThat(report.initialUsd()).isZero();
        assertThat(report.maintenanceUsd()).isZero();
    }

    @ParameterizedTest
    @MethodSource("methodologies")
    void everyFigureIsFiniteAndComponentsAreThoseOfTheModel(Methodology methodology) {
        MarginModel model = model(methodology);
        for (AccountResult result : evaluate(SCALAR, model, books(model))) {
            MarginReport report = report(result);
            assertThat(report.initialUsd()).isFinite().isGreaterThanOrEqualTo(0.0);
            assertThat(report.maintenanceUsd()).isFinite().isGreaterThanOrEqualTo(0.0);
            for (CurrencyMargin currency : report.currencies()) {
                assertThat(currency.components())
                        .extracting(MarginComponent::id)
                        .isEqualTo(model.components());
                assertThat(currency.components())
                        .allSatisfy(one -> assertThat(one.amount()).isFinite());
                for (NettingSetMargin set : currency.sets()) {
                    assertThat(set.preAggregated()).hasSize(set.grid().size());
                    assertThat(set.aggregated()).hasSize(set.grid().size());
                }
            }
        }
    }

    /// Order of lines, order of accounts and neighbours change no bit; nor does the backend.
    @ParameterizedTest
    @MethodSource("methodologies")
    void permutationsAndBackendsChangeNoBit(Methodology methodology) {
        MarginModel model = model(methodology);
        List<BookDraft> books = books(model);
        List<String> bits = bits(evaluate(SCALAR, model, books));
        assertThat(bits(evaluate(VECTOR, model, books))).isEqualTo(bits);
        List<String> alone = new ArrayList<>();
        for (BookDraft book : books) {
            List<BookLine> lines = new ArrayList<>(book.lines());
            Collections.shuffle(lines, new Random(7));
            alone.addAll(bits(evaluate(VECTOR, model, List.of(draft(book.account(), lines)))));
        }
        assertThat(alone).isEqualTo(bits);
        List<BookDraft> reversed = new ArrayList<>(books);
        Collections.reverse(reversed);
        List<String> again = bits(evaluate(VECTOR, model, reversed));
        Collections.reverse(again);
        assertThat(again).isEqualTo(bits);
    }

    private static List<String> bits(List<AccountResult> results) {
        List<String> bits = new ArrayList<>();
        for (AccountResult result : results) {
            MarginReport report = report(result);
            StringBuilder text = new StringBuilder(report.account());
            for (CurrencyMargin currency : report.currencies()) {
                append(text, currency.initial(), currency.maintenance());
                currency.components().forEach(one -> append(text, one.amount()));
                currency.sets().forEach(set -> append(text, set.aggregated()));
            }
            report.figures().forEach(figure -> append(text, figure.amount()));
            report.positions().forEach(line -> line.liquidationPrice().ifPresent(price -> append(text, price)));
            bits.add(text.toString());
        }
        return bits;
    }

    private static void append(StringBuilder text, double... figures) {
        for (double figure : figures) {
            text.append(' ').append(Long.toHexString(Double.doubleToRawLongBits(figure)));
        }
    }

    /// Splitting a line over several changes no bit.
    @ParameterizedTest
    @MethodSource("methodologies")
    void splitLinesAreTheSameBook(Methodology methodology) {
        MarginModel model = model(methodology);
        List<BookDraft> books = books(model);
        List<BookDraft> split = books.stream()
                .map(book -> {
                    List<BookLine> lines = new ArrayList<>();
                    for (BookLine line : book.lines()) {
                        BigDecimal part = new BigDecimal("0.37");
                        lines.add(new BookLine(line.row(), line.instrument(), part));
                        lines.add(new BookLine(
                                line.row(), line.instrument(), line.size().subtract(part)));
                    }
                    return draft(book.account(), lines);
                })
                .toList();
        assertThat(bits(evaluate(SCALAR, model, split))).isEqualTo(bits(evaluate(SCALAR, model, books)));
    }

    /// No methodology here asks more for a book than for its two halves held apart, within a rounding.
    @ParameterizedTest
    @MethodSource("netting")
    void netsNoWorseThanApart(Methodology methodology) {
        MarginModel model = model(methodology);
        for (BookDraft book : books(model)) {
            List<BookLine> distinct = new ArrayList<>(book.lines().stream()
                    .collect(Collectors.toMap(BookLine::instrument, line -> line, (a, _) -> a, LinkedHashMap::new))
                    .values());
            int half = distinct.size() / 2;
            List<AccountResult> parts = evaluate(
                    SCALAR,
                    model,
                    List.of(
                            draft("whole", distinct),
                            draft("a", distinct.subList(0, half)),
                            draft("b", distinct.subList(half, distinct.size()))));
            double whole = report(parts.get(0)).initialUsd();
            double apart =
                    report(parts.get(1)).initialUsd() + report(parts.get(2)).initialUsd();
            assertThat(whole).isLessThanOrEqualTo(apart * (1.0 + 1e-12) + 1e-3);
        }
    }

    /// Scenario methods without size charges need twice as much for twice the book.
    @ParameterizedTest
    @MethodSource("homogeneous")
    void scalesWithTheBook(Methodology methodology) {
        MarginModel model = model(methodology);
        for (BookDraft book : books(model)) {
            List<BookLine> twice = book.lines().stream()
                    .map(line -> new BookLine(
                            line.row(), line.instrument(), line.size().multiply(BigDecimal.TWO)))
                    .toList();
            List<AccountResult> both = evaluate(SCALAR, model, List.of(book, draft("twice", twice)));
            assertThat(report(both.get(1)).initialUsd())
                    .isCloseTo(2.0 * report(both.get(0)).initialUsd(), within(1e-3));
        }
    }
}
