package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.host.Repository;
import io.margrid.host.backend.Backends;
import io.margrid.host.parameters.ParameterStore;
import io.margrid.model.Limits;
import io.margrid.model.book.PassThroughAmounts;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.deribit.DeribitParameters;
import io.margrid.model.deribit.DeribitPortfolioMargin;
import io.margrid.model.deribit.DeribitStandardMargin;
import io.margrid.model.deribit.PairParameters;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violation;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.OptionQuote;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarginEngineTest {
    private static final long SEED = Long.getLong("margrid.seed", 20_260_820L);
    private static final int ACCOUNTS = 10_000;
    private static final MarketSnapshot MARKET = Repository.market(ForwardSource.PARITY);
    private static final List<String> NAMES = List.copyOf(MARKET.instruments().keySet());
    private static final DeribitParameters PARAMETERS =
            ParameterStore.shipped().defaults().deribit();
    private static final DeribitPortfolioMargin MODEL = new DeribitPortfolioMargin(PARAMETERS);
    private static final MarginEngine ENGINE = new MarginEngine(Backends.open("scalar"));

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    private static BookDraft draft(String account, List<BookLine> lines) {
        return new BookDraft(
                account, lines, Map.of(), (row, field) -> "line %d %s".formatted(row, field), lines.size(), List.of());
    }

    private static BookLine line(int row, String instrument, String size) {
        return new BookLine(row, instrument, new BigDecimal(size));
    }

    private static List<AccountResult> evaluate(List<BookDraft> drafts) {
        return ENGINE.evaluate(MODEL, MARKET, drafts, new StageTimes()).results();
    }

    private static MarginReport report(BookDraft draft) {
        return report(evaluate(List.of(draft)).getFirst());
    }

    private static MarginReport report(AccountResult result) {
        assertThat(result).isInstanceOf(AccountResult.Margined.class);
        return ((AccountResult.Margined) result).report();
    }

    private static List<Violation> violations(AccountResult result) {
        assertThat(result).isInstanceOf(AccountResult.Refused.class);
        return ((AccountResult.Refused) result).violations();
    }

    private static BookDraft random(SplittableRandom random, int account) {
        List<BookLine> lines = new ArrayList<>();
        for (int row = random.nextInt(1, 7); row > 0; row--) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            lines.add(new BookLine(lines.size(), name, BigDecimal.valueOf(random.nextLong(-10_000, 10_001), 2)));
        }
        return draft("account " + account, lines);
    }

    private static List<BookLine> poison(int kind) {
        return switch (kind) {
            case 0 -> List.of(line(0, "BTC-21AUG26-53000-X", "1"));
            case 1 -> List.of(line(0, NAMES.getFirst(), "1e999999999"));
            case 2 -> List.of(line(0, "BTC-21AUG25-53000-C", "1"), line(1, "DOGE-PERPETUAL", "1"));
            case 3 -> List.of(line(0, NAMES.getFirst(), "1e12"), line(1, NAMES.getFirst(), "1e12"));
            default -> List.of(line(0, NAMES.getFirst(), "1e-19"), line(1, "BTC_USDC", "1"));
        };
    }

    @Test
    void poisonedAccountsTouchNoOther() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<BookDraft> drafts = new ArrayList<>();
        for (int account = 0; account < ACCOUNTS; account++) {
            BookDraft good = random(random, account);
            drafts.add(account % 100 == 37 ? draft(good.account(), poison(account / 100 % 5)) : good);
        }
        List<AccountResult> results = evaluate(drafts);
        assertThat(results).hasSize(ACCOUNTS);
        for (int account = 0; account < ACCOUNTS; account++) {
            AccountResult result = results.get(account);
            assertThat(result.account()).isEqualTo("account " + account);
            if (account % 100 == 37) {
                assertThat(violations(result)).as(result.account()).isNotEmpty();
            } else {
                assertThat(ReportBits.of(report(result)))
                        .as("seed %d, %s", SEED, result.account())
                        .isEqualTo(ReportBits.of(report(drafts.get(account))));
            }
        }
    }

    @Test
    void orderOfAccountsAndLinesChangesNoBit() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<BookDraft> drafts = new ArrayList<>();
        for (int account = 0; account < 300; account++) {
            drafts.add(random(random, account));
        }
        Map<String, List<Long>> before = new HashMap<>();
        evaluate(drafts).forEach(result -> before.put(result.account(), ReportBits.of(report(result))));
        List<BookDraft> shuffled = new ArrayList<>();
        for (BookDraft draft : drafts) {
            List<BookLine> lines = new ArrayList<>();
            for (BookLine line : draft.lines()) {
                BigDecimal part = BigDecimal.valueOf(random.nextLong(-1000, 1000), 9);
                lines.add(new BookLine(0, line.instrument(), part));
                lines.add(new BookLine(0, line.instrument(), line.size().subtract(part)));
            }
            Collections.shuffle(lines, new Random(random.nextLong()));
            shuffled.add(draft(draft.account(), lines));
        }
        Collections.shuffle(shuffled, new Random(random.nextLong()));
        for (AccountResult result : evaluate(shuffled)) {
            assertThat(before)
                    .as("seed %d, %s", SEED, result.account())
                    .containsEntry(result.account(), ReportBits.of(report(result)));
        }
    }

    @Test
    void noAccountsGiveNoResults() {
        assertThat(evaluate(List.of())).isEmpty();
    }

    @Test
    void emptyBookGivesMatricesOfZeros() {
        MarginReport report = report(draft("empty", List.of()));
        assertThat(report.currencies()).extracting(CurrencyMargin::currency).containsExactly("btc", "eth");
        assertThat(report.positions()).isEmpty();
        for (CurrencyMargin currency : report.currencies()) {
            assertThat(currency.initial()).isZero();
            assertThat(currency.maintenance()).isZero();
            assertThat(currency.sets()).singleElement().satisfies(set -> {
                assertThat(set.preAggregated()).hasSize(35).containsOnly(0.0);
                assertThat(set.aggregated()).hasSize(35).containsOnly(0.0);
                assertThat(set.worst().orElseThrow().worst().scenario()).isZero();
            });
        }
        assertThat(report.initialUsd()).isZero();
    }

    @Test
    void emptyBookIsShownAgainstPairsThatCanBeMarginedOnly() {
        CurrencyPair sol = CurrencyPair.parse("sol_usdc");
        Map<CurrencyPair, PairParameters> pairs = new HashMap<>(PARAMETERS.pairs());
        pairs.put(sol, PARAMETERS.pair(CurrencyPair.parse("eth_usd")));
        pairs.put(CurrencyPair.parse("eth_usdc"), PARAMETERS.pair(CurrencyPair.parse("eth_usd")));
        MarketSnapshot.Builder market = MarketSnapshot.builder("m", ForwardSource.QUOTED);
        MARKET.pairs().forEach(market::pair);
        // Of eth_doge nothing lacks but the index that values DOGE in USD.
        pairs.put(CurrencyPair.parse("eth_doge"), PARAMETERS.pair(CurrencyPair.parse("eth_usd")));
        for (String pair : List.of("sol_usdc", "eth_usdc", "eth_doge")) {
            market.pair(
                    CurrencyPair.parse(pair), MARKET.pairs().values().iterator().next());
        }
        DeribitPortfolioMargin model = new DeribitPortfolioMargin(new DeribitParameters(
                "no sol",
                PARAMETERS.asOf(),
                PARAMETERS.evidence(),
                PARAMETERS.source(),
                PARAMETERS.sha256(),
                pairs,
                PARAMETERS.currencies(),
                PARAMETERS.general(),
                PARAMETERS.extendedMoves(),
                PARAMETERS.standardFutures(),
                PARAMETERS.assumptions()));
        AccountResult result = ENGINE.evaluate(
                        model, market.build(), List.of(draft("empty", List.of())), new StageTimes())
                .results()
                .getFirst();
        assertThat(report(result).currencies())
                .flatExtracting(CurrencyMargin::sets)
                .extracting(set -> set.set().key())
                .containsExactly("btc_btc", "eth_eth", "eth_usdc");
    }

    @Test
    void linesThatCancelGiveNoMargin() {
        MarginReport report =
                report(draft("flat", List.of(line(0, NAMES.get(5), "3.5"), line(1, NAMES.get(5), "-3.5"))));
        assertThat(report.positions()).hasSize(1);
        assertThat(report.initialUsd()).isZero();
    }

    @Test
    void repeatedInstrumentsAreSummedAndNoted() {
        BookDraft twice = draft(
                "twice", List.of(line(0, NAMES.get(5), "-1"), line(1, NAMES.get(7), "2"), line(2, NAMES.get(5), "-2")));
        BookDraft once = draft("once", List.of(line(0, NAMES.get(5), "-3"), line(1, NAMES.get(7), "2")));
        List<AccountResult> results = evaluate(List.of(twice, once));
        assertThat(ReportBits.of(report(results.getFirst()))).isEqualTo(ReportBits.of(report(results.getLast())));
        assertThat(((AccountResult.Margined) results.getFirst()).notes())
                .containsExactly("1 line repeats an instrument and was added to its first line: " + NAMES.get(5));
        assertThat(((AccountResult.Margined) results.getLast()).notes()).isEmpty();
    }

    @Test
    void everyViolationOfABookIsReported() {
        List<BookLine> lines =
                List.of(line(0, "FOO", "1"), line(1, NAMES.getFirst(), "1e13"), line(2, "BTC-PERPETUAL-X-Y", "1e-30"));
        assertThat(violations(evaluate(List.of(draft("bad", lines))).getFirst()))
                .extracting(Violation::place)
                .containsExactly("line 0 instrument", "line 1 size", "line 2 size", "line 2 instrument");
    }

    @Test
    void problemsOfTheSourceRefuseTheAccount() {
        BookDraft draft = new BookDraft(
                "bad", List.of(), Map.of(), (row, field) -> field, 1, List.of(new Violation("book.csv:2", "no size")));
        assertThat(violations(evaluate(List.of(draft)).getFirst()))
                .containsExactly(new Violation("book.csv:2", "no size"));
    }

    @Test
    @Timeout(30)
    void sumsPastTheLimitAreRefusedByName() {
        String name = NAMES.getFirst();
        List<BookLine> lines =
                List.of(line(3, NAMES.get(1), "1"), line(4, name, "1e12"), line(5, name, "1"), line(6, name, "1"));
        assertThat(violations(evaluate(List.of(draft("a", lines))).getFirst()))
                .containsExactly(new Violation(
                        "line 4 size",
                        "sum of the lines of %s: size is too large, at most 1.0E12 base coins: 1000000000002"
                                .formatted(name)));
    }

    @Test
    void goodLinesAskForNoPlace() {
        BookDraft draft = new BookDraft(
                "a",
                List.of(line(0, NAMES.getFirst(), "1"), line(1, NAMES.getFirst(), "2")),
                Map.of("btc", PassThroughAmounts.NONE),
                (row, field) -> {
                    throw new AssertionError("place of row %d, %s".formatted(row, field));
                },
                2,
                List.of());
        assertThat(report(draft).positions()).hasSize(1);
    }

    @Test
    @Timeout(30)
    void zerosOfAnyScaleAddUpAtOnce() {
        String name = NAMES.getFirst();
        BookDraft zeros =
                draft("a", List.of(line(0, name, "0e-999999999"), line(1, name, "-1"), line(2, name, "0e999999999")));
        assertThat(ReportBits.of(report(zeros)))
                .isEqualTo(ReportBits.of(report(draft("a", List.of(line(0, name, "-1"))))));
    }

    @Test
    void takesAsManyPositionsAsTheLimit() {
        List<BookLine> most = Collections.nCopies(Limits.POSITIONS_PER_BOOK, line(0, NAMES.getFirst(), "0.001"));
        assertThat(report(draft("most", most)).positions()).hasSize(1);
        List<BookLine> more = Collections.nCopies(Limits.POSITIONS_PER_BOOK + 1, most.getFirst());
        assertThat(violations(evaluate(List.of(draft("more", more))).getFirst()))
                .containsExactly(new Violation("positions", "a book has at most 100000 positions: 100001"));
    }

    @Test
    void refusesMoreBooksThanTheLimit() {
        List<BookDraft> more = Collections.nCopies(Limits.BOOKS_PER_CALL + 1, draft("a", List.of()));
        assertThatThrownBy(() -> evaluate(more))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("books: at most 1000000 books in one call: 1000001");
    }

    @Test
    void slicesOfRowsGiveTheSameBits() {
        List<BookDraft> drafts = new ArrayList<>();
        for (int account = 0; account < 40; account++) {
            drafts.add(draft(
                    "account " + account,
                    List.of(
                            line(0, NAMES.getFirst(), Integer.toString(account - 7)),
                            line(1, NAMES.get(account % 2 == 0 ? 1 : NAMES.size() - 1), "2.5"))));
        }
        List<AccountResult> whole = evaluate(drafts);
        // 35 scenarios take 36 doubles: seven of the 60 rows at a time.
        try (MarginEngine engine = new MarginEngine(Backends.open("scalar"), 7L * 36L)) {
            EngineAnswer answer = engine.evaluate(MODEL, MARKET, drafts, new StageTimes());
            for (int i = 0; i < drafts.size(); i++) {
                assertThat(ReportBits.of(report(answer.results().get(i))))
                        .isEqualTo(ReportBits.of(report(whole.get(i))));
            }
            assertThat(answer.cells()).isEqualTo(35L * 3L);
        }
    }

    @Test
    void closedEngineSaysSo() {
        MarginEngine engine = new MarginEngine(Backends.open("scalar"));
        engine.close();
        engine.close();
        assertThatThrownBy(() -> engine.evaluate(MODEL, MARKET, List.of(), new StageTimes()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the engine is closed");
        assertThatThrownBy(() -> engine.values(List.of(), MARKET)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deribit-spm", "deribit-ssm"})
    void amountsArePassedThroughByEveryModel(String id) {
        MarginModel model = Models.find(id).orElseThrow().model(PARAMETERS);
        BookDraft draft = new BookDraft(
                "a",
                List.of(),
                Map.of("btc", new PassThroughAmounts(1.0, 2.0, 4.0, 0.0)),
                (row, field) -> field,
                0,
                List.of());
        AccountResult result = ENGINE.evaluate(model, MARKET, List.of(draft), new StageTimes())
                .results()
                .getFirst();
        CurrencyMargin btc = report(result).currencies().getFirst();
        assertThat(btc.initial()).isEqualTo(7.0);
        assertThat(btc.maintenance()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deribit-spm", "deribit-ssm"})
    void amountsThatCannotBeValuedRefuseTheirAccountBeforePricing(String id) {
        MarginModel model = Models.find(id).orElseThrow().model(PARAMETERS);
        Map<String, PassThroughAmounts> doge = Map.of("doge", PassThroughAmounts.NONE);
        BookDraft bad = new BookDraft("bad", List.of(line(0, "FOO", "1")), doge, (_, field) -> field, 1, List.of());
        Places named = new Places() {
            @Override
            public String place(long row, String field) {
                return field;
            }

            @Override
            public String passThrough(String currency) {
                return "amounts in " + currency;
            }
        };
        BookDraft worse =
                new BookDraft("worse", List.of(), Map.of("DOGE", PassThroughAmounts.NONE), named, 0, List.of());
        BookDraft good = draft("good", List.of(line(0, NAMES.getFirst(), "1")));
        List<AccountResult> results = ENGINE.evaluate(model, MARKET, List.of(bad, worse, good), new StageTimes())
                .results();
        assertThat(violations(results.getFirst()))
                .hasSize(2)
                .contains(new Violation(
                        "pass_through.doge", "the market has no index price for doge_usd to value doge in USD"));
        assertThat(violations(results.get(1)))
                .containsExactly(
                        new Violation("amounts in DOGE", "not a lower-case currency code such as btc: \"DOGE\""));
        assertThat(results.getLast()).isInstanceOf(AccountResult.Margined.class);
    }

    @Test
    void stagesAreTimedInOrder() {
        StageTimes times = new StageTimes();
        EngineAnswer answer = ENGINE.evaluate(MODEL, MARKET, List.of(random(new SplittableRandom(SEED), 1)), times);
        assertThat(times.nanos()).containsOnlyKeys("check", "pack", "queue", "kernel", "cut", "margin");
        assertThat(answer.cells()).isEqualTo(35L * answer.instruments());
        assertThat(answer.margined()).hasSize(1);
        assertThat(answer.refused()).isEmpty();
        assertThat(answer.backend()).isEqualTo(ENGINE.backend());
    }

    /// A figure of a backend's answer that a fault may poison.
    enum Figure {
        BOOK_PNL,
        BOOK_PNL_INFINITE,
        DELTA,
        RISK_VECTOR,
        VALUE,
        GAMMA,
        VEGA,
        THETA
    }

    private static void poison(Figure figure, RevaluationResult result) {
        switch (figure) {
            case BOOK_PNL -> result.bookPnl()[3] = Double.NaN;
            case BOOK_PNL_INFINITE -> result.bookPnl()[3] = Double.NEGATIVE_INFINITY;
            case DELTA -> result.delta()[0] = Double.NaN;
            case RISK_VECTOR -> result.riskVectors()[3] = Double.NaN;
            case VALUE -> result.value()[0] = Double.NaN;
            case GAMMA -> result.gamma()[0] = Double.NaN;
            case VEGA -> result.vega()[0] = Double.NaN;
            case THETA -> result.theta()[0] = Double.POSITIVE_INFINITY;
        }
    }

    /// The scalar backend with one figure poisoned.
    private record Faulty(RevaluationBackend scalar, Figure figure) implements RevaluationBackend {
        @Override
        public BackendInfo info() {
            return scalar.info();
        }

        @Override
        public void revalue(RevaluationBatch batch, RevaluationResult result) {
            scalar.revalue(batch, result);
            poison(figure, result);
        }
    }

    @ParameterizedTest
    @EnumSource(Figure.class)
    void notANumberNeverPasses(Figure figure) {
        BookDraft poisoned = draft("poisoned", List.of(line(0, "BTC-21AUG26-53000-C", "-1")));
        BookDraft sound = draft("sound", List.of(line(0, "ETH-21AUG26-1400-C", "-1")));
        try (MarginEngine engine = new MarginEngine(new Faulty(Backends.open("scalar"), figure))) {
            List<AccountResult> results = engine.evaluate(MODEL, MARKET, List.of(poisoned, sound), new StageTimes())
                    .results();
            assertThat(violations(results.getFirst()))
                    .singleElement()
                    .satisfies(v -> assertThat(v.message()).contains("not finite"));
            assertThat(ReportBits.of(report(results.getLast()))).isEqualTo(ReportBits.of(report(sound)));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MIN_VALUE, 1e-300, 1e-150, 1e-12, 1e12})
    void extremeForwardsGiveFiniteFiguresOrARefusal(double forward) {
        MarketSnapshot.Builder builder = MarketSnapshot.builder("extreme", ForwardSource.QUOTED);
        MARKET.pairs().forEach(builder::pair);
        List<BookLine> lines = new ArrayList<>();
        for (String name : List.of("BTC-21AUG26-53000-C", "BTC-21AUG26-53000-P", "ETH-25DEC26-1400-P")) {
            for (double volatility : new double[] {0.0, 100.0}) {
                String listed = name.replace("000-", volatility == 0.0 ? "000-" : "001-");
                builder.option(
                        DeribitInstruments.parse(listed), new OptionQuote(volatility, forward, OptionalDouble.empty()));
                lines.add(line(lines.size(), listed, "-1"));
            }
        }
        for (BookLine line : lines) {
            AccountResult result = ENGINE.evaluate(
                            MODEL, builder.build(), List.of(draft("a", List.of(line))), new StageTimes())
                    .results()
                    .getFirst();
            if (result instanceof AccountResult.Margined(MarginReport report, List<String> _)) {
                assertThat(ReportBits.of(report))
                        .as("%s at %s", line.instrument(), forward)
                        .allMatch(b -> Double.isFinite(Double.longBitsToDouble(b)));
            }
        }
    }

    @Test
    void standardMarginAnswersForTheSameBooks() {
        DeribitStandardMargin model = new DeribitStandardMargin(PARAMETERS);
        BookDraft draft = draft("a", List.of(line(0, "BTC-21AUG26-53000-C", "-2"), line(1, "BTC-21AUG26", "1")));
        MarginReport report = report(ENGINE.evaluate(model, MARKET, List.of(draft), new StageTimes())
                .results()
                .getFirst());
        assertThat(report.positions())
                .hasSize(2)
                .allSatisfy(p -> assertThat(p.ownMargin()).isPresent());
        assertThat(report.currencies().getFirst().initial()).isPositive();
    }
}
