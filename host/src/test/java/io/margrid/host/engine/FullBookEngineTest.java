package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.host.backend.Backends;
import io.margrid.model.book.PassThroughAmounts;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.deribit.DeribitPortfolioMargin;
import io.margrid.model.deribit.DeribitStandardMargin;
import io.margrid.model.input.Violation;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.FullBook;
import io.margrid.model.margin.FullBookBuilder;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.MarginTotals;
import io.margrid.model.margin.NettingSetMargin;
import io.margrid.model.margin.ParameterSet;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.RowConsumer;
import io.margrid.model.revaluation.RunSums;
import io.margrid.model.revaluation.RunWeights;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FullBookEngineTest {
    private static final long SEED = Long.getLong("margrid.seed", 20_260_820L);
    private static final int ACCOUNTS = 250;
    private static final MarketSnapshot MARKET = MixedMarket.market(1.0);
    private static final List<BookDraft> DRAFTS = MixedMarket.drafts(SEED, ACCOUNTS, MARKET);
    private static final MarginModel PORTFOLIO = new DeribitPortfolioMargin(MixedMarket.parameters());
    private static final MarginModel STANDARD = new DeribitStandardMargin(MixedMarket.parameters());

    private static Stream<Arguments> backendsAndModels() {
        return Stream.of("scalar", "vector")
                .flatMap(backend -> Stream.of(PORTFOLIO, STANDARD, new ReportsOnly(PORTFOLIO))
                        .map(model -> Arguments.of(backend, model)));
    }

    @ParameterizedTest
    @MethodSource("backendsAndModels")
    void totalsAreThoseOfTheReportsBitByBit(String name, MarginModel model) {
        try (RevaluationBackend backend = Backends.open(name);
                FullBookEngine engine = new FullBookEngine(backend, model, book(DRAFTS))) {
            for (double level : new double[] {1.0, 0.7, 1.0}) {
                MarketSnapshot market = MixedMarket.market(level);
                MarginTotals totals = engine.margin(market, new StageTimes());
                assertSame(totals, reports(model, market, DRAFTS), model);
                assertThat(totals.refused()).isEmpty();
            }
        }
    }

    @Test
    void blocksMayEndAnywhereAndComeFromAnyThread() {
        try (RevaluationBackend backend = new Scattered(Backends.open("scalar"));
                FullBookEngine engine = new FullBookEngine(backend, PORTFOLIO, book(DRAFTS))) {
            List<AccountResult> reports = reports(PORTFOLIO, MARKET, DRAFTS);
            for (int run = 0; run < 20; run++) {
                assertSame(engine.margin(MARKET, new StageTimes()), reports, PORTFOLIO);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("backendsAndModels")
    void whatIsNotQuotedRefusesThoseWhoHoldIt(String name, MarginModel model) {
        MarketSnapshot market = without(Map.of("BTC-25SEP26-70000-C", true, "ETH_USDC-PERPETUAL", true));
        try (RevaluationBackend backend = Backends.open(name);
                FullBookEngine engine = new FullBookEngine(backend, model, book(DRAFTS))) {
            for (int run = 0; run < 2; run++) {
                MarginTotals totals = engine.margin(market, new StageTimes());
                assertSame(totals, reports(model, market, DRAFTS), model);
                assertThat(totals.refused()).hasSizeBetween(5, ACCOUNTS / 2);
                assertSame(engine.margin(MARKET, new StageTimes()), reports(model, MARKET, DRAFTS), model);
            }
        }
    }

    @Test
    void wordsOfRefusalNameTheInstrument() {
        List<Instrument> instruments = List.of(DeribitInstruments.parse("BTC-26MAR27-99-C"));
        FullBookBuilder builder = new FullBookBuilder(instruments);
        builder.account("a");
        builder.position(0, 1.0);
        builder.account("b");
        builder.passThrough("doge", new PassThroughAmounts(1.0, 0.0, 0.0, 0.0));
        builder.account("c");
        try (RevaluationBackend backend = Backends.open("scalar");
                FullBookEngine engine = new FullBookEngine(backend, PORTFOLIO, builder.build())) {
            MarginTotals totals = engine.margin(MARKET, new StageTimes());
            assertThat(totals.refused())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            0, "the market has no mark volatility and forward for BTC-26MAR27-99-C",
                            1, "the market has no index price for doge_usd to value doge in USD"));
            assertThat(totals.initial()).containsOnly(Double.NaN);
            assertThat(totals.initialUsd(0)).isNaN();
            assertThat(totals.initialUsd(2)).isZero();
        }
    }

    @Test
    void allAccountsAtOnceAreSharedOutWithTheSameBits() {
        FullBookBuilder builder =
                new FullBookBuilder(List.copyOf(MARKET.instruments().values()));
        for (int account = 0; account < 10_000; account++) {
            builder.account("account " + account);
            builder.position(account % 50, account * 0.01 - 40.0);
            builder.position(100 + account % 70, 0.5);
        }
        FullBook book = builder.build();
        try (RevaluationBackend scalar = Backends.open("scalar");
                FullBookEngine blocks = new FullBookEngine(scalar, PORTFOLIO, book);
                FullBookEngine atOnce = new FullBookEngine(new AtOnce(scalar), PORTFOLIO, book)) {
            MarginTotals expected = blocks.margin(MARKET, new StageTimes());
            MarginTotals actual = atOnce.margin(MARKET, new StageTimes());
            assertThat(actual.initial()).isEqualTo(expected.initial());
            assertThat(actual.maintenance()).isEqualTo(expected.maintenance());
            assertThat(actual.amounts()).isEqualTo(expected.amounts());
            assertThat(DoubleStream.of(expected.initial())
                            .filter(margin -> margin > 0.0)
                            .count())
                    .isGreaterThan(5_000);
        }
    }

    @Test
    void positionsAndAccountsAllocateNothing() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<Instrument> instruments = MARKET.instruments().values().stream()
                .filter(instrument -> instrument.settlementCurrency().equals("btc"))
                .toList();
        long[] bytes = new long[2];
        for (int size = 0; size < 2; size++) {
            FullBookBuilder builder = new FullBookBuilder(instruments);
            for (int account = 0; account < (size == 0 ? 100 : 2_000); account++) {
                builder.account("account " + account);
                for (int i = 0; i < instruments.size(); i++) {
                    builder.position(i, (account + i) % 7 * 0.01 - 0.03);
                }
            }
            try (RevaluationBackend backend = Backends.open("scalar");
                    FullBookEngine engine = new FullBookEngine(backend, PORTFOLIO, builder.build())) {
                for (int run = 0; run < 5; run++) {
                    engine.margin(MARKET, new StageTimes());
                }
                long before = threads.getCurrentThreadAllocatedBytes();
                engine.margin(MARKET, new StageTimes());
                bytes[size] = threads.getCurrentThreadAllocatedBytes() - before;
            }
        }
        assertThat(bytes[1]).isLessThan(bytes[0] + 2_000);
    }

    private static MarketSnapshot without(Map<String, Boolean> names) {
        MarketSnapshot.Builder market = MarketSnapshot.builder("holes", ForwardSource.QUOTED);
        MARKET.pairs().forEach(market::pair);
        MARKET.instruments().forEach((name, instrument) -> {
            if (!names.containsKey(name)) {
                MARKET.option(name).ifPresent(quote -> market.option(instrument, quote));
                MARKET.futureMark(name).ifPresent(mark -> market.future(instrument, mark));
            }
        });
        return market.build();
    }

    /// The books as columns, their lines as they are written.
    private static FullBook book(List<BookDraft> drafts) {
        List<Instrument> instruments = new ArrayList<>(MARKET.instruments().values());
        Collections.shuffle(instruments, new Random(SEED));
        Map<String, Integer> index = new HashMap<>();
        instruments.forEach(instrument -> index.put(instrument.name(), index.size()));
        FullBookBuilder builder = new FullBookBuilder(instruments);
        for (BookDraft draft : drafts) {
            builder.account(draft.account());
            draft.lines()
                    .forEach(line -> builder.position(
                            Objects.requireNonNull(index.get(line.instrument())),
                            line.size().doubleValue()));
            draft.passThrough().forEach(builder::passThrough);
        }
        return builder.build();
    }

    private static List<AccountResult> reports(MarginModel model, MarketSnapshot market, List<BookDraft> drafts) {
        try (MarginEngine engine = new MarginEngine(Backends.open("scalar"))) {
            return engine.evaluate(model, market, drafts, new StageTimes()).results();
        }
    }

    private static void assertSame(MarginTotals totals, List<AccountResult> expected, MarginModel model) {
        FullBook book = totals.book();
        assertThat(book.accounts()).hasSize(expected.size());
        for (int account = 0; account < expected.size(); account++) {
            switch (expected.get(account)) {
                case AccountResult.Refused refused ->
                    assertThat(totals.refused().getOrDefault(account, "").split("; "))
                            .containsExactlyInAnyOrderElementsOf(refused.violations().stream()
                                    .map(Violation::message)
                                    .collect(Collectors.toSet()));
                case AccountResult.Margined margined -> {
                    assertThat(totals.refused()).doesNotContainKey(account);
                    assertSame(totals, account, margined.report(), model);
                }
            }
        }
    }

    private static void assertSame(MarginTotals totals, int account, MarginReport report, MarginModel model) {
        FullBook book = totals.book();
        assertBits(totals.initialUsd(account), report.initialUsd());
        assertBits(totals.maintenanceUsd(account), report.maintenanceUsd());
        int line = book.firstLine()[account];
        for (CurrencyMargin margin : report.currencies()) {
            // A report of an account without positions shows every currency of the market.
            if (report.positions().isEmpty()
                    && (line == book.firstLine()[account + 1]
                            || !book.currencies().get(book.currency()[line]).equals(margin.currency()))) {
                assertThat(margin.initial()).isZero();
                continue;
            }
            assertThat(book.currencies().get(book.currency()[line])).isEqualTo(margin.currency());
            assertBits(totals.initial()[line], margin.initial());
            assertBits(totals.maintenance()[line], margin.maintenance());
            for (int c = 0; c < model.components().size(); c++) {
                assertBits(
                        totals.amounts()[c][line],
                        margin.component(model.components().get(c)));
            }
            Optional<NettingSetMargin> worst = report.positions().isEmpty() ? Optional.empty() : margin.worstSet();
            int row = totals.worstRow(line);
            assertThat(row >= 0).isEqualTo(worst.isPresent());
            if (worst.isPresent()) {
                assertThat(book.sets().get(book.table().ruleGroup()[row]))
                        .isEqualTo(worst.get().set());
                assertThat(totals.worstCells().worst()[row])
                        .isEqualTo(worst.get().worst().orElseThrow().worst().scenario());
                assertBits(
                        totals.worstCells().worstPnl()[row],
                        worst.get().worst().orElseThrow().worst().pnl());
            }
            line++;
        }
        assertThat(line).isEqualTo(book.firstLine()[account + 1]);
    }

    private static void assertBits(double actual, double expected) {
        assertThat(Double.doubleToLongBits(actual)).isEqualTo(Double.doubleToLongBits(expected));
    }

    /// A model without totals of its own.
    private record ReportsOnly(MarginModel model) implements MarginModel {
        @Override
        public ParameterSet parameters() {
            return model.parameters();
        }

        @Override
        public String id() {
            return model.id();
        }

        @Override
        public String title() {
            return model.title();
        }

        @Override
        public List<String> components() {
            return model.components();
        }

        @Override
        public List<io.margrid.model.margin.MarginComponent.Scope> scopes() {
            return model.scopes();
        }

        @Override
        public io.margrid.model.scenario.ScenarioGrid grid(io.margrid.model.instrument.CurrencyPair pair) {
            return model.grid(pair);
        }

        @Override
        public Optional<String> problem(Instrument instrument, MarketSnapshot market) {
            return model.problem(instrument, market);
        }

        @Override
        public Optional<String> currencyProblem(String currency, MarketSnapshot market) {
            return model.currencyProblem(currency, market);
        }

        @Override
        public io.margrid.model.margin.RevaluationPlan plan(List<Instrument> instruments, MarketSnapshot market) {
            return model.plan(instruments, market);
        }

        @Override
        public MarginReport margin(io.margrid.model.margin.AccountRisk account, MarketSnapshot market) {
            return model.margin(account, market);
        }
    }

    /// Knows nothing of blocks, as devices do not.
    private record AtOnce(RevaluationBackend backend) implements RevaluationBackend {
        @Override
        public BackendInfo info() {
            return backend.info();
        }

        @Override
        public void revalue(RevaluationBatch batch, RevaluationResult result) {
            backend.revalue(batch, result);
        }
    }

    /// Hands rows on in blocks of random sizes, in any order, on many threads.
    private static final class Scattered implements RevaluationBackend {
        private final RevaluationBackend backend;
        private final Random random = new Random(SEED);

        Scattered(RevaluationBackend backend) {
            this.backend = backend;
        }

        @Override
        public BackendInfo info() {
            return backend.info();
        }

        @Override
        public void revalue(RevaluationBatch batch, RevaluationResult result) {
            backend.revalue(batch, result);
        }

        @Override
        public void revalue(RevaluationBatch batch, RevaluationResult result, RowConsumer rows) {
            revalue(batch, result);
            RunWeights weights = rows.priced();
            List<int[]> blocks = new ArrayList<>();
            for (int from = 0; from < batch.books().rows(); ) {
                int to = Math.min(batch.books().rows(), from + 1 + random.nextInt(9));
                blocks.add(new int[] {from, to});
                from = to;
            }
            Collections.shuffle(blocks, random);
            blocks.parallelStream().forEach(block -> {
                RunSums sums = new RunSums();
                sums.sum(weights, block[0], block[1]);
                rows.rows(block[0], block[1], sums);
            });
        }

        @Override
        public void close() {
            backend.close();
        }
    }
}
