package io.margrid.bench;

import io.margrid.host.backend.Backends;
import io.margrid.host.engine.AccountResult;
import io.margrid.host.engine.BookDraft;
import io.margrid.host.engine.BookLine;
import io.margrid.host.engine.MarginEngine;
import io.margrid.host.engine.StageTimes;
import io.margrid.model.margin.FullBook;
import io.margrid.model.margin.MarginTotals;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.revaluation.RevaluationBackend;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// All accounts of an exchange, from a new market to every margin: how much more than pricing and summing that is,
/// and what a second core brings. How to run and read it: `FullBookSuite.md`.
final class FullBookSuite implements Suite {
    private static final String THREADS = "margrid.cpu.threads";
    private static final String KERNELS = "kernels-1";
    private static final String ONE = "full-1";
    private static final String ALL = "full-all";

    private static final int QUICK_ACCOUNTS = 10_000;
    private static final int MARKETS = 4;
    private static final int WARM_PASSES = 12;

    /// Accounts whose totals are compared with reports, bit by bit.
    private static final int CHECKED = 25;

    @Override
    public String name() {
        return "fullbook";
    }

    @Override
    public String what() {
        return "%,d accounts x %d positions in %,d instruments, %d scenarios, Deribit's portfolio margin"
                .formatted(
                        FullBookWorkload.ACCOUNTS,
                        FullBookWorkload.POSITIONS,
                        FullBookWorkload.INSTRUMENTS,
                        PricingWorkload.SCENARIOS);
    }

    @Override
    public void run(SuiteContext context) throws InterruptedException {
        int accounts = context.quick() ? QUICK_ACCOUNTS : FullBookWorkload.ACCOUNTS;
        context.progress("making %,d accounts".formatted(accounts));
        FullBookWorkload workload = new FullBookWorkload(accounts);
        List<MarketSnapshot> markets =
                IntStream.range(0, MARKETS).mapToObj(workload::market).toList();
        int cores = Runtime.getRuntime().availableProcessors();
        try (RevaluationBackend single = open(1);
                RevaluationBackend several = open(cores);
                FullBookKernels kernels = new FullBookKernels(KERNELS, single, workload, markets.getFirst());
                FullBookRun one = new FullBookRun(ONE, single, workload, markets);
                FullBookRun all = new FullBookRun(ALL, several, workload, markets)) {
            context.progress("checking and warming up");
            check(workload, one, all, markets);
            for (int pass = 0; pass < WARM_PASSES; pass++) {
                kernels.sample();
                one.sample();
                all.sample();
            }
            context.progress("timing");
            List<String> leftOut = new ArrayList<>();
            Map<String, SideBySide.Course> courses =
                    SideBySide.of(context.quick()).time(kernels, List.of(one, all), leftOut::add);
            if (!leftOut.isEmpty()) {
                throw new IllegalStateException(String.join("; ", leftOut));
            }
            report(context.report(), workload, single, cores, courses, List.of(one, all));
        } catch (PeerException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The backend says how many threads it uses when it is opened.
    private static RevaluationBackend open(int threads) {
        String before = System.getProperty(THREADS);
        System.setProperty(THREADS, Integer.toString(threads));
        try {
            return Backends.open("auto");
        } finally {
            if (before == null) {
                System.clearProperty(THREADS);
            } else {
                System.setProperty(THREADS, before);
            }
        }
    }

    private static void check(
            FullBookWorkload workload, FullBookRun one, FullBookRun all, List<MarketSnapshot> markets) {
        for (int market = 0; market < markets.size(); market++) {
            MarginTotals totals = one.margin(market);
            double[] initial = totals.initial().clone();
            reports(workload, totals, markets.get(market));
            double[] other = all.margin(market).initial();
            for (int line = 0; line < initial.length; line++) {
                if (initial[line] != other[line]) {
                    throw new IllegalStateException(
                            "line %d: one thread says %s, several say %s".formatted(line, initial[line], other[line]));
                }
            }
        }
    }

    private static void reports(FullBookWorkload workload, MarginTotals totals, MarketSnapshot market) {
        FullBook book = workload.book();
        List<BookDraft> drafts = new ArrayList<>();
        for (int account = 0; account < CHECKED; account++) {
            List<BookLine> lines = new ArrayList<>();
            int end = book.table().rowStart()[book.firstRowOf(account + 1)];
            for (int e = book.table().rowStart()[book.firstRowOf(account)]; e < end; e++) {
                String name =
                        book.instruments().get(book.table().instrument()[e]).name();
                lines.add(new BookLine(e, name, BigDecimal.valueOf(book.table().quantity()[e])));
            }
            drafts.add(new BookDraft(
                    book.accounts().get(account), lines, Map.of(), (row, field) -> field, lines.size(), List.of()));
        }
        try (MarginEngine engine = new MarginEngine(Backends.open("scalar"))) {
            List<AccountResult.Margined> reports = engine.evaluate(workload.model(), market, drafts, new StageTimes())
                    .margined();
            for (int account = 0; account < CHECKED; account++) {
                double expected = reports.get(account).report().initialUsd();
                if (totals.initialUsd(account) != expected) {
                    throw new IllegalStateException("account %d: the full book says %s, its report %s"
                            .formatted(account, totals.initialUsd(account), expected));
                }
            }
        }
    }

    private void report(
            Report report,
            FullBookWorkload workload,
            RevaluationBackend backend,
            int cores,
            Map<String, SideBySide.Course> courses,
            List<FullBookRun> runs) {
        double positions = workload.book().table().entries();
        SideBySide.Course one = courses.getOrDefault(ONE, SideBySide.Course.NONE);
        TextTable table = new TextTable(
                "pass", "ms", "ns a position", "ratio to kernels", "p10..p90", "bytes allocated a position");
        Map<String, String> titles = Map.of(
                KERNELS, "pricing and sums alone, one thread",
                ONE, "market to margins, one thread",
                ALL, "market to margins, %d threads".formatted(cores));
        courses.forEach((name, course) -> {
            double nanos = Spread.of(course.nanos()).median();
            Spread ratio = Spread.of(course.ratios());
            table.add(
                    titles.getOrDefault(name, name),
                    String.format(Locale.ROOT, "%.1f", 1e-6 * nanos * positions),
                    Spread.digits(nanos),
                    Spread.digits(ratio.median()),
                    "%s..%s".formatted(Spread.digits(ratio.low()), Spread.digits(ratio.high())),
                    runs.stream()
                            .filter(run -> run.name().equals(name))
                            .map(run -> String.format(Locale.ROOT, "%.3f", run.allocatedBytes()))
                            .findFirst()
                            .orElse("-"));
        });
        report.section(
                "Full book",
                """
                %,d accounts x %d positions in %,d instruments, %d scenarios, `%s`, backend `%s`. Rounds: %d; every
                sample stands between two of the kernels alone. How to read it:
                [FullBookSuite](../src/main/java/io/margrid/bench/FullBookSuite.md).\
                """.formatted(
                                workload.book().accounts().size(),
                                FullBookWorkload.POSITIONS,
                                FullBookWorkload.INSTRUMENTS,
                                PricingWorkload.SCENARIOS,
                                workload.model().id(),
                                backend.info().label(),
                                one.ratios().length),
                table);
        Spread scaling = one.to(courses.getOrDefault(ALL, SideBySide.Course.NONE));
        report.line("%d threads do the pass %s times as fast as one (p10..p90 %s..%s)."
                .formatted(
                        cores,
                        Spread.digits(scaling.median()),
                        Spread.digits(scaling.low()),
                        Spread.digits(scaling.high())));
    }
}
