package io.margrid.host.cli;

import io.margrid.host.backtest.PriceHistory;
import io.margrid.host.deribit.Shown;
import io.margrid.host.deribit.SourceFiles;
import io.margrid.host.history.AlignedHistory;
import io.margrid.host.history.HistoricalFile;
import io.margrid.host.history.ScenarioBuilder;
import io.margrid.host.history.ScenarioMethod;
import io.margrid.model.Limits;
import io.margrid.model.historical.HistoricalParameters;
import io.margrid.model.historical.TailMeasure;
import io.margrid.model.history.QuantileRule;
import io.margrid.model.history.ScenarioSet;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violations;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.margin.Evidence;
import io.margrid.model.margin.ParameterHead;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Makes scenarios from past days.
@Command(
        name = "scenarios",
        description = "Make a parameter set of historical-es from daily prices and volatility indexes: joint moves of"
                + " past days, as `margin --params` takes it. Prints the file.")
final class ScenariosCommand implements Callable<Integer> {
    private static final String RECENT = "recent";
    private static final String STRESSED = "stressed";
    private static final double STRESSED_WEIGHT = 0.25;

    private final Console console;

    @Option(
            names = "--prices",
            paramLabel = "COIN=FILE",
            required = true,
            description = "daily closes of a coin as CSV with the columns date and close; once for each coin")
    private List<String> prices = List.of();

    @Option(
            names = "--volatility",
            paramLabel = "COIN=FILE",
            description = "daily closes of a volatility index of a coin, in the same form")
    private List<String> volatilities = List.of();

    @Option(
            names = "--borrow",
            paramLabel = "COIN=COIN",
            description = "the first coin's volatility moves as that of the second; without an index and without this"
                    + " it stays")
    private List<String> borrows = List.of();

    @Option(
            names = "--method",
            paramLabel = "NAME",
            defaultValue = "filtered",
            description = "plain (moves as they were) or filtered (scaled to the volatility of the last day) (default:"
                    + " ${DEFAULT-VALUE})")
    private ScenarioMethod method = ScenarioMethod.FILTERED;

    @Option(
            names = "--lambda",
            paramLabel = "L",
            defaultValue = "0.97",
            description = "weight of the past in volatilities of the filter, 0 to 1 (default: ${DEFAULT-VALUE})")
    private double lambda = 0.97;

    @Option(
            names = "--horizon",
            paramLabel = "DAYS",
            defaultValue = "1",
            description = "days that a move spans, 1 to 365; moves overlap (default: ${DEFAULT-VALUE})")
    private int horizon = 1;

    @Option(
            names = "--window",
            paramLabel = "DAYS",
            defaultValue = "750",
            description = "scenarios: moves that end on the last days (default: ${DEFAULT-VALUE})")
    private int window = 750;

    @Option(names = "--until", paramLabel = "DATE", description = "last day (default: the last that all files have)")
    private @Nullable LocalDate until;

    @Option(
            names = "--stressed",
            paramLabel = "DAYS|FROM:TO",
            description = "adds a stressed set: as many days in which coins moved most, or those from one date to"
                    + " another; as they were")
    private @Nullable String stressed;

    @Option(
            names = "--stressed-weight",
            paramLabel = "W",
            description = "part of the margin that is taken from the stressed set, 0 to 1 (default: 0.25)")
    private @Nullable Double stressedWeight;

    @Option(
            names = "--measure",
            paramLabel = "NAME",
            defaultValue = "expected_shortfall",
            description = "expected_shortfall or value_at_risk (default: ${DEFAULT-VALUE})")
    private TailMeasure measure = TailMeasure.EXPECTED_SHORTFALL;

    @Option(
            names = "--quantile",
            paramLabel = "NAME",
            defaultValue = "order",
            description =
                    "value at risk: order (a loss of the set) or points (between two) (default: ${DEFAULT-VALUE})")
    private QuantileRule quantile = QuantileRule.ORDER;

    @Option(
            names = "--confidence",
            paramLabel = "P",
            defaultValue = "0.975",
            description = "0.5 to 0.9999 (default: ${DEFAULT-VALUE})")
    private double confidence = 0.975;

    @Option(
            names = "--maintenance",
            paramLabel = "F",
            defaultValue = "0.8",
            description = "maintenance over initial margin, above 0 and at most 1 (default: ${DEFAULT-VALUE})")
    private double maintenance = 0.8;

    @Option(
            names = "--id",
            paramLabel = "NAME",
            description = "name of the set (default: historical- and the last day)")
    private @Nullable String id;

    ScenariosCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Violations violations = new Violations();
        SortedMap<String, String> priceFiles = byCoin("--prices", prices, violations);
        SortedMap<String, String> indexFiles = byCoin("--volatility", volatilities, violations);
        SortedMap<String, String> borrowed = byCoin("--borrow", borrows, violations);
        range(violations, "--lambda", lambda, 0.0, 1.0);
        range(violations, "--horizon", horizon, 1, ScenarioSet.HORIZON_MAX);
        range(violations, "--window", window, 1, Limits.SCENARIOS);
        if (stressedWeight != null && stressed == null) {
            violations.add("--stressed-weight", "is given without --stressed");
        }
        Optional<Stress> stress = Optional.ofNullable(stressed).flatMap(text -> Stress.parse(text, violations));
        checkCoins(priceFiles, indexFiles, borrowed, violations);
        SortedMap<String, PriceHistory> histories = read(priceFiles, violations);
        SortedMap<String, PriceHistory> indexes = read(indexFiles, violations);
        violations.throwIfAny();
        Map<String, PriceHistory> moving = new HashMap<>(indexes);
        borrowed.forEach((coin, from) -> moving.computeIfAbsent(coin, _ -> indexes.get(from)));
        AlignedHistory history = AlignedHistory.of(histories, moving, until == null ? LocalDate.MAX : until);
        List<String> notes = notes(history, priceFiles, indexFiles, borrowed);
        try {
            console.out().print(file(history, stress, notes));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("scenarios", String.valueOf(e.getMessage()));
        }
        console.out().flush();
        console.notes(notes);
        return ExitCodes.OK;
    }

    private String file(AlignedHistory history, Optional<Stress> stress, List<String> notes) {
        ScenarioBuilder builder = new ScenarioBuilder(history, horizon);
        requireDays("--window", window, builder.available());
        Map<String, String> made = new HashMap<>();
        ScenarioSet recent = method.build(builder, RECENT, window, lambda);
        made.put(RECENT, method == ScenarioMethod.FILTERED ? "filtered, lambda " + lambda : "plain");
        Optional<ScenarioSet> bad = stress.map(one -> one.build(builder));
        stress.ifPresent(one -> made.put(STRESSED, one.made()));
        LocalDate last = recent.last();
        ParameterHead head = new ParameterHead(
                id == null ? "historical-" + last : id,
                last,
                Evidence.USER,
                "joint moves of %s to %s".formatted(String.join(", ", recent.coins()), last),
                "",
                Map.of());
        HistoricalParameters parameters =
                new HistoricalParameters(head, recent, bad, weight(bad), measure, quantile, confidence, maintenance);
        return HistoricalFile.json(parameters, made, notes);
    }

    private double weight(Optional<ScenarioSet> bad) {
        if (bad.isEmpty()) {
            return 0.0;
        }
        return stressedWeight == null ? STRESSED_WEIGHT : stressedWeight;
    }

    /// Which days are the bad ones: a number of those that moved most, or those between two dates.
    private record Stress(int days, LocalDate from, LocalDate to) {
        private static final Pattern DAYS = Pattern.compile("[0-9]{1,6}");

        static Optional<Stress> parse(String text, Violations violations) {
            if (DAYS.matcher(text).matches()) {
                int days = Integer.parseInt(text);
                range(violations, "--stressed", days, 1, Limits.SCENARIOS);
                return Optional.of(new Stress(days, LocalDate.MIN, LocalDate.MAX));
            }
            int colon = text.indexOf(':');
            try {
                return Optional.of(new Stress(
                        0,
                        LocalDate.parse(text.substring(0, Math.max(0, colon))),
                        LocalDate.parse(text.substring(colon + 1))));
            } catch (DateTimeParseException _) {
                violations.add(
                        "--stressed", "must be a number of days or like 2022-05-01:2022-12-31: " + Shown.text(text));
                return Optional.empty();
            }
        }

        ScenarioSet build(ScenarioBuilder builder) {
            if (days > 0) {
                requireDays("--stressed", days, builder.available());
                return builder.worst(STRESSED, days);
            }
            return builder.between(STRESSED, from, to);
        }

        String made() {
            return days > 0
                    ? "the %d days in which the coins moved most, as they were".formatted(days)
                    : "%s to %s, as they were".formatted(from, to);
        }
    }

    private static void requireDays(String option, int wanted, int available) {
        if (wanted > available) {
            throw new InvalidInputException(
                    option, "the days that all files have give %d moves: %d".formatted(available, wanted));
        }
    }

    private static SortedMap<String, String> byCoin(String option, List<String> arguments, Violations violations) {
        SortedMap<String, String> byCoin = new TreeMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String coin = argument.substring(0, Math.max(0, equals)).toLowerCase(Locale.ROOT);
            if (!CurrencyPair.isCode(coin)) {
                violations.add(option, "must begin with a coin and =, such as btc=: " + Shown.text(argument));
            } else if (byCoin.put(coin, argument.substring(equals + 1)) != null) {
                violations.add(option, "is given twice for " + coin);
            }
        }
        return byCoin;
    }

    private static void checkCoins(
            SortedMap<String, String> prices,
            SortedMap<String, String> indexes,
            SortedMap<String, String> borrowed,
            Violations violations) {
        indexes.keySet().stream()
                .filter(coin -> !prices.containsKey(coin))
                .forEach(coin -> violations.add("--volatility", "there are no --prices of " + coin));
        borrowed.forEach((coin, from) -> {
            if (!prices.containsKey(coin)) {
                violations.add("--borrow", "there are no --prices of " + coin);
            } else if (indexes.containsKey(coin)) {
                violations.add("--borrow", "%s has an index of its own".formatted(coin));
            } else if (!indexes.containsKey(from)) {
                violations.add("--borrow", "there is no --volatility of " + Shown.text(from));
            }
        });
    }

    private static SortedMap<String, PriceHistory> read(SortedMap<String, String> files, Violations violations) {
        SortedMap<String, PriceHistory> histories = new TreeMap<>();
        files.forEach((coin, file) -> {
            try {
                histories.put(coin, PriceHistory.read(SourceFiles.one(file)));
            } catch (InvalidInputException e) {
                violations.addAll(e.violations());
            }
        });
        return histories;
    }

    private static void range(Violations violations, String option, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            violations.add(option, "must be %s to %s: %s".formatted(least, most, value));
        }
    }

    /// What was assumed, for the file and for whoever makes it.
    private List<String> notes(
            AlignedHistory history,
            SortedMap<String, String> priceFiles,
            SortedMap<String, String> indexFiles,
            SortedMap<String, String> borrowed) {
        List<String> notes = new ArrayList<>();
        if (!history.dates().isEmpty()) {
            notes.add("history: %d days that all files have, %s to %s"
                    .formatted(
                            history.dates().size(),
                            history.dates().getFirst(),
                            history.dates().getLast()));
        }
        if (history.dropped() > 0) {
            notes.add("%s between them are not in all files and were left out: moves over them span more time"
                    .formatted(Shown.count(history.dropped(), "day")));
        }
        for (String coin : priceFiles.keySet()) {
            String from = borrowed.get(coin);
            if (from != null) {
                notes.add("volatility of %s moves as that of %s".formatted(coin, from));
            } else if (!indexFiles.containsKey(coin)) {
                notes.add("volatility of %s stays: it has no index".formatted(coin));
            }
        }
        if (horizon > 1) {
            notes.add("moves over %d days overlap".formatted(horizon));
        }
        return notes;
    }
}
