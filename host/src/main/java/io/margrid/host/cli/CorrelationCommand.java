package io.margrid.host.cli;

import io.margrid.host.backtest.PriceHistory;
import io.margrid.host.correlation.CorrelationEstimate;
import io.margrid.host.correlation.CorrelationFile;
import io.margrid.host.correlation.CorrelationMatrix;
import io.margrid.host.correlation.CorrelationMethod;
import io.margrid.host.correlation.DailyReturns;
import io.margrid.host.correlation.GroupCredit;
import io.margrid.host.deribit.Shown;
import io.margrid.host.deribit.SourceFiles;
import io.margrid.host.report.DeribitFormat;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violation;
import io.margrid.model.instrument.CurrencyPair;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Estimates correlations of coins from daily closes, and the group credits that follow from them.
@Command(
        name = "correlation",
        description = "Correlations of coins from daily closes, as a dated parameter file, and the credits of groups"
                + " that follow from them.")
final class CorrelationCommand implements Callable<Integer> {
    private static final int DEFAULT_WINDOW = 365;
    private static final int LEAST_WINDOW = 20;
    private static final double DEFAULT_LAMBDA = 0.97;

    private final Console console;

    @Option(
            names = "--prices",
            paramLabel = "COIN=FILE",
            required = true,
            description = "daily closes as CSV with the columns date and close; once for each coin, two or more")
    private List<String> prices = List.of();

    @Option(
            names = "--method",
            paramLabel = "NAME",
            defaultValue = "shrunk",
            description = "plain; ewma (exponentially weighted); shrunk (to the mean correlation, Ledoit and Wolf);"
                    + " stressed (plain, of the window whose mean correlation was lowest) (default: ${DEFAULT-VALUE})")
    private CorrelationMethod method = CorrelationMethod.SHRUNK;

    @Option(
            names = "--window",
            paramLabel = "DAYS",
            description = "changes that count, 20 or more: the last, with stressed the worst (default: all with --from,"
                    + " else 365)")
    private @Nullable Integer window;

    @Option(names = "--from", paramLabel = "DATE", description = "first close that counts")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "last close that counts")
    private @Nullable LocalDate to;

    @Option(
            names = "--lambda",
            paramLabel = "L",
            description = "weight of the past, of ewma: 0.5 to 0.9999 (default: 0.97)")
    private @Nullable Double lambda;

    @Option(
            names = "--shrinkage",
            paramLabel = "D",
            description = "intensity, of shrunk: 0 (as estimated) to 1 (the mean everywhere) (default: estimated)")
    private @Nullable Double shrinkage;

    @Option(
            names = "--credits",
            paramLabel = "GROUP=COIN,COIN...",
            description = "a group whose correlation credit to tell; may be given more than once")
    private List<String> credits = List.of();

    @Option(names = "--json", description = "print the parameter file instead of tables")
    private boolean json;

    CorrelationCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Problems problems = new Problems();
        Map<String, String> files = named("--prices", "btc=btc.csv", prices, problems);
        SequencedMap<String, PriceHistory> histories = new LinkedHashMap<>();
        files.forEach((coin, file) -> {
            if (!CurrencyPair.isCode(coin)) {
                problem(problems, "--prices", "must name a coin by a lower-case code: " + Shown.text(coin));
            }
            problems.read(() -> PriceHistory.read(SourceFiles.one(file)))
                    .ifPresent(history -> histories.put(coin, history));
        });
        if (prices.size() < 2) {
            problem(problems, "--prices", "must be given for two or more coins: " + prices.size());
        }
        check(problems);
        Map<String, List<String>> groups = new LinkedHashMap<>();
        named("--credits", "majors=btc,eth", credits, problems)
                .forEach((group, coins) -> groups.put(group, List.of(coins.split(",", -1))));
        problems.throwIfAny();
        CorrelationEstimate estimate = estimate(histories);
        List<GroupCredit> told = new ArrayList<>();
        groups.forEach((group, coins) -> problems.read(
                        () -> checked("--credits " + group, () -> GroupCredit.of(group, coins, estimate.matrix())))
                .ifPresent(told::add));
        problems.throwIfAny();
        if (json) {
            String source = files.entrySet().stream()
                    .map(file -> "%s: %s"
                            .formatted(
                                    file.getKey(),
                                    Optional.ofNullable(Path.of(file.getValue()).getFileName())
                                            .map(Path::toString)
                                            .orElse(file.getValue())))
                    .collect(Collectors.joining(", ", "daily closes, ", ""));
            console.out().println(DeribitFormat.text(CorrelationFile.json(estimate, told, source)));
        } else {
            print(estimate, told);
        }
        console.out().flush();
        return ExitCodes.OK;
    }

    private void check(Problems problems) {
        if (window != null && window < LEAST_WINDOW) {
            problem(problems, "--window", "must be %d or more: %d".formatted(LEAST_WINDOW, window));
        }
        if (lambda != null && method != CorrelationMethod.EWMA) {
            problem(problems, "--lambda", "is of --method ewma only");
        }
        if (lambda != null && !(lambda >= 0.5 && lambda <= 0.9999)) {
            problem(problems, "--lambda", "must be 0.5 to 0.9999: " + lambda);
        }
        if (shrinkage != null && method != CorrelationMethod.SHRUNK) {
            problem(problems, "--shrinkage", "is of --method shrunk only");
        }
        if (shrinkage != null && !(shrinkage >= 0.0 && shrinkage <= 1.0)) {
            problem(problems, "--shrinkage", "must be 0 to 1: " + shrinkage);
        }
        if (from != null && to != null && !from.isBefore(to)) {
            problem(problems, "--from", "must be before --to %s: %s".formatted(to, from));
        }
    }

    private CorrelationEstimate estimate(SequencedMap<String, PriceHistory> histories) {
        return checked("--prices", () -> {
            DailyReturns returns =
                    DailyReturns.of(histories, from == null ? LocalDate.MIN : from, to == null ? LocalDate.MAX : to);
            if (returns.dropped() > 0) {
                console.notes(List.of("days that only some of the files have are left out: " + returns.dropped()));
            }
            int all = Math.max(LEAST_WINDOW, returns.size());
            int days = window != null ? window : from != null ? all : DEFAULT_WINDOW;
            return CorrelationEstimate.of(
                    returns,
                    new CorrelationEstimate.Rule(
                            method,
                            days,
                            lambda == null ? DEFAULT_LAMBDA : lambda,
                            shrinkage == null ? OptionalDouble.empty() : OptionalDouble.of(shrinkage)));
        });
    }

    /// What only the data can tell to be wrong, as a problem of the input.
    private static <T> T checked(String place, Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(place, String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, String> named(String option, String like, List<String> given, Problems problems) {
        Map<String, String> named = new LinkedHashMap<>();
        for (String one : given) {
            int equals = one.indexOf('=');
            if (equals <= 0 || equals == one.length() - 1) {
                problem(problems, option, "must be like %s: %s".formatted(like, Shown.text(one)));
            } else if (named.putIfAbsent(one.substring(0, equals), one.substring(equals + 1)) != null) {
                problem(problems, option, "is given twice for " + Shown.text(one.substring(0, equals)));
            }
        }
        return named;
    }

    private static void problem(Problems problems, String place, String message) {
        problems.addAll(List.of(new Violation(place, message)));
    }

    private void print(CorrelationEstimate estimate, List<GroupCredit> told) {
        PrintWriter out = console.out();
        DailyReturns returns = estimate.returns();
        line(
                out,
                "window",
                "%s to %s, %d changes from one close to the next",
                returns.start(),
                returns.dates().getLast(),
                returns.size());
        line(out, "method", "%s", method(estimate));
        CorrelationMatrix matrix = estimate.matrix();
        line(
                out,
                "",
                "%s",
                matrix.coins().stream().map(coin -> "%8s".formatted(coin)).collect(Collectors.joining()));
        for (int i = 0; i < matrix.coins().size(); i++) {
            line(
                    out,
                    matrix.coins().get(i),
                    "%s",
                    matrix.rows().get(i).stream()
                            .map(value -> String.format(Locale.ROOT, "%8.4f", value))
                            .collect(Collectors.joining()));
        }
        line(out, "mean", "%.4f, smallest eigenvalue %.4f", matrix.mean(), matrix.smallestEigenvalue());
        for (GroupCredit credit : told) {
            line(
                    out,
                    "credit",
                    "%s: %.4f, the correlation of %s and %s is the lowest (assumed)",
                    credit.name(),
                    credit.credit(),
                    credit.lowest().one(),
                    credit.lowest().other());
        }
    }

    private static String method(CorrelationEstimate estimate) {
        return switch (estimate.rule().method()) {
            case PLAIN -> "plain";
            case EWMA ->
                String.format(Locale.ROOT, "ewma, lambda %s", estimate.rule().lambda());
            case SHRUNK ->
                String.format(
                        Locale.ROOT,
                        "shrunk to the mean, intensity %.4f (%s)",
                        estimate.intensity().orElseThrow(),
                        estimate.rule().intensity().isPresent() ? "given" : "estimated");
            case STRESSED -> "stressed: plain, of the window whose mean correlation was lowest";
        };
    }

    private static void line(PrintWriter out, String label, String pattern, Object... values) {
        out.println(("%-9s ".formatted(label) + String.format(Locale.ROOT, pattern, values)).stripTrailing());
    }
}
