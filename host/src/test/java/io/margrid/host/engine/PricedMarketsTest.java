package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.host.Repository;
import io.margrid.host.backend.Backends;
import io.margrid.host.parameters.ParameterStore;
import io.margrid.model.deribit.DeribitParameters;
import io.margrid.model.deribit.DeribitPortfolioMargin;
import io.margrid.model.deribit.DeribitStandardMargin;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.RevaluationBackend;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PricedMarketsTest {
    private static final DeribitParameters PARAMETERS =
            ParameterStore.shipped().defaults().deribit();
    private static final MarketSnapshot MARKET = Repository.market(ForwardSource.PARITY);
    private static final List<String> NAMES = List.copyOf(MARKET.instruments().keySet());

    private final Counting revaluer = new Counting(new Device(Backends.open("scalar"), Integer.MAX_VALUE));

    /// Counts revaluations, and fails as long as it is told to.
    private static final class Counting implements Revaluer {
        private final Revaluer revaluer;
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger failures = new AtomicInteger();

        Counting(Revaluer revaluer) {
            this.revaluer = revaluer;
        }

        @Override
        public BackendInfo info() {
            return revaluer.info();
        }

        @Override
        public Revalued revalue(RevaluationPlan plan, BookTable rows, CallTerms terms) {
            calls.incrementAndGet();
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("told to fail");
            }
            return revaluer.revalue(plan, rows, terms);
        }

        @Override
        public <T> T exclusively(long cells, CallTerms terms, Function<RevaluationBackend, T> work) {
            return revaluer.exclusively(cells, terms, work);
        }

        @Override
        public void close() {
            revaluer.close();
        }
    }

    @AfterEach
    void close() {
        revaluer.close();
    }

    /// A new object each time, as each call has its own.
    private static MarginModel model() {
        return new DeribitPortfolioMargin(PARAMETERS);
    }

    private static Optional<PricedMarket> get(PricedMarkets markets, MarginModel model, MarketSnapshot market) {
        return markets.get(model, market, CallTerms.LOCAL);
    }

    @Test
    void manyCallsAtOncePriceOnce() throws InterruptedException, ExecutionException {
        PricedMarkets markets = new PricedMarkets(revaluer, Long.MAX_VALUE);
        int callers = 64;
        CountDownLatch ready = new CountDownLatch(callers);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<PricedMarket>>> answers = new ArrayList<>();
            for (int c = 0; c < callers; c++) {
                answers.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return get(markets, model(), MARKET);
                }));
            }
            PricedMarket first = answers.getFirst().get().orElseThrow();
            for (Future<Optional<PricedMarket>> answer : answers) {
                assertThat(answer.get()).containsSame(first);
            }
        }
        assertThat(revaluer.calls).hasValue(1);
        VectorCacheStatistics statistics = markets.statistics();
        assertThat(statistics.entries()).isEqualTo(1);
        assertThat(statistics.misses()).isEqualTo(1);
        assertThat(statistics.hits()).isEqualTo(callers - 1L);
        assertThat(statistics.bytes()).isPositive();
    }

    @Test
    void modelParametersAndMarketEachHaveVectorsOfTheirOwn() {
        PricedMarkets markets = new PricedMarkets(revaluer, Long.MAX_VALUE);
        PricedMarket one = get(markets, model(), MARKET).orElseThrow();
        assertThat(one.size()).isGreaterThan(1_000);
        assertThat(one.scenarios()).isEqualTo(35);
        PricedMarket other = get(markets, model(), MARKET.named("other")).orElseThrow();
        PricedMarket standard =
                get(markets, new DeribitStandardMargin(PARAMETERS), MARKET).orElseThrow();
        assertThat(List.of(one, other, standard)).doesNotHaveDuplicates();
        assertThat(standard.scenarios()).isZero();
        assertThat(revaluer.calls).hasValue(3);
        assertThat(get(markets, model(), MARKET)).containsSame(one);
        assertThat(revaluer.calls).hasValue(3);
    }

    @Test
    void theOneUsedLongestAgoMakesRoom() {
        long room = get(new PricedMarkets(revaluer, Long.MAX_VALUE), model(), MARKET)
                .orElseThrow()
                .bytes();
        MarketSnapshot b = MARKET.named("b");
        MarketSnapshot c = MARKET.named("c");
        PricedMarkets markets = new PricedMarkets(revaluer, 2 * room);
        PricedMarket first = get(markets, model(), MARKET).orElseThrow();
        PricedMarket second = get(markets, model(), b).orElseThrow();
        assertThat(get(markets, model(), MARKET)).containsSame(first);
        assertThat(get(markets, model(), c)).isPresent();
        assertThat(markets.statistics()).isEqualTo(new VectorCacheStatistics(2, 2 * room, 1, 3, 1));
        assertThat(get(markets, model(), MARKET)).containsSame(first);
        assertThat(get(markets, model(), b).orElseThrow()).isNotSameAs(second);
    }

    @Test
    void whatIsTooLargeIsNotKept() {
        long room = get(new PricedMarkets(revaluer, Long.MAX_VALUE), model(), MARKET)
                .orElseThrow()
                .bytes();
        assertThat(get(new PricedMarkets(revaluer, room), model(), MARKET)).isPresent();
        PricedMarkets small = new PricedMarkets(revaluer, room - 1);
        assertThat(get(small, model(), MARKET)).isEmpty();
        assertThat(get(small, model(), MARKET)).isEmpty();
        assertThat(small.statistics().bytes()).isZero();
        assertThat(small.statistics().entries()).isZero();
    }

    @Test
    void aFailureIsNotKept() {
        PricedMarkets markets = new PricedMarkets(revaluer, Long.MAX_VALUE);
        revaluer.failures.set(1);
        assertThatThrownBy(() -> get(markets, model(), MARKET)).hasMessage("told to fail");
        assertThat(get(markets, model(), MARKET)).isPresent();
    }

    @Test
    void aMarketThatIsDroppedTakesItsMemoryAlong() {
        PricedMarkets markets = new PricedMarkets(revaluer, Long.MAX_VALUE);
        assertThat(get(markets, model(), MARKET)).isPresent();
        assertThat(get(markets, new DeribitStandardMargin(PARAMETERS), MARKET)).isPresent();
        PricedMarket other = get(markets, model(), MARKET.named("other")).orElseThrow();
        markets.drop(MARKET);
        assertThat(markets.statistics().entries()).isEqualTo(1);
        assertThat(markets.statistics().bytes()).isEqualTo(other.bytes());
    }

    private static BookDraft random(SplittableRandom random, int size) {
        List<BookLine> lines = new ArrayList<>();
        for (int row = 0; row < size; row++) {
            // Now and then a name that no market has.
            String name = random.nextInt(4_000) == 0 ? "BTC-25SEP26-1-C" : NAMES.get(random.nextInt(NAMES.size()));
            lines.add(new BookLine(row, name, BigDecimal.valueOf(random.nextLong(-10_000, 10_001), 2)));
        }
        return new BookDraft("a" + size, lines, Map.of(), (row, field) -> field + " " + row, size, List.of());
    }

    /// Vectors that are kept change no bit of an answer, whatever the size of the book (256 positions are a
    /// chunk).
    @Test
    void keptVectorsGiveTheSameReports() {
        SplittableRandom random = new SplittableRandom(5);
        List<BookDraft> drafts = new ArrayList<>();
        for (int size : new int[] {0, 1, 2, 7, 200, 255, 256, 257, 513, 1_700}) {
            drafts.add(random(random, size));
        }
        for (MarginModel model : List.of(model(), new DeribitStandardMargin(PARAMETERS))) {
            try (MarginEngine engine = new MarginEngine(Backends.open("vector"))) {
                List<AccountResult> once =
                        engine.evaluate(model, MARKET, drafts, new StageTimes()).results();
                for (int time = 0; time < 2; time++) {
                    List<AccountResult> kept = engine.evaluate(
                                    model, MARKET, MarketUse.KEPT, drafts, CallTerms.LOCAL, new StageTimes())
                            .results();
                    assertThat(kept).hasSameSizeAs(once);
                    for (int d = 0; d < kept.size(); d++) {
                        assertThat(ReportBits.of(kept.get(d))).isEqualTo(ReportBits.of(once.get(d)));
                    }
                }
                assertThat(engine.vectorCache().hits()).isEqualTo(1);
            }
        }
    }
}
