package io.margrid.host.parameters;

import io.margrid.host.deribit.JsonFields;
import io.margrid.host.deribit.Shown;
import io.margrid.model.history.CoinMove;
import io.margrid.model.history.DatedScenario;
import io.margrid.model.history.ScenarioSet;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads sets of scenarios: a list of dates, and for each coin as many relative moves of its price and factors of
/// its volatility.
final class HistoryFields {
    private HistoryFields() {}

    /// Reads a set; its name is its key.
    ///
    /// @return empty if anything is wrong
    static Optional<ScenarioSet> set(JsonFields fields) {
        fields.allow("horizon_days", "made", "dates", "coins");
        return fields.build(() -> {
            if (fields.has("made")) {
                fields.text("made");
            }
            List<LocalDate> dates = dates(fields);
            Map<String, Moves> coins = new TreeMap<>();
            for (JsonFields coin : fields.object("coins").objects()) {
                coin.allow("prices", "volatilities");
                coins.put(coin.key(), moves(coin, dates.size()));
            }
            return new ScenarioSet(
                    fields.key(), fields.integer("horizon_days"), List.copyOf(coins.keySet()), joined(dates, coins));
        });
    }

    /// What one coin does in every scenario.
    private record Moves(List<Double> prices, List<Double> volatilities) {}

    private static Moves moves(JsonFields coin, int scenarios) {
        List<Double> prices = coin.numbers("prices");
        if (coin.has("prices") && prices.size() != scenarios) {
            coin.violation("prices", "must be as many as dates, %d: %d".formatted(scenarios, prices.size()));
        }
        List<Double> volatilities = coin.has("volatilities") ? coin.numbers("volatilities") : List.of();
        if (coin.has("volatilities") && volatilities.size() != scenarios) {
            coin.violation(
                    "volatilities", "must be as many as dates, %d: %d".formatted(scenarios, volatilities.size()));
        }
        return new Moves(prices, volatilities);
    }

    private static List<LocalDate> dates(JsonFields fields) {
        List<LocalDate> dates = new ArrayList<>();
        List<String> texts = fields.texts("dates");
        for (int i = 0; i < texts.size(); i++) {
            try {
                dates.add(LocalDate.parse(texts.get(i)));
            } catch (DateTimeParseException _) {
                fields.violation("dates[" + i + "]", "must be a date such as 2026-02-15: " + Shown.cut(texts.get(i)));
            }
        }
        return dates;
    }

    /// Nothing where a list has another length, which was told.
    private static List<DatedScenario> joined(List<LocalDate> dates, Map<String, Moves> coins) {
        List<DatedScenario> scenarios = new ArrayList<>();
        for (int s = 0; s < dates.size(); s++) {
            List<CoinMove> moves = new ArrayList<>();
            for (Map.Entry<String, Moves> coin : coins.entrySet()) {
                List<Double> prices = coin.getValue().prices();
                List<Double> volatilities = coin.getValue().volatilities();
                if (s < prices.size() && (volatilities.isEmpty() || s < volatilities.size())) {
                    moves.add(move(
                            dates.get(s),
                            coin.getKey(),
                            prices.get(s),
                            volatilities.isEmpty() ? 1.0 : volatilities.get(s)));
                }
            }
            scenarios.add(new DatedScenario(dates.get(s), moves));
        }
        return scenarios;
    }

    private static CoinMove move(LocalDate day, String coin, double price, double volatility) {
        try {
            return new CoinMove(price, volatility);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s on %s: %s".formatted(coin, day, e.getMessage()), e);
        }
    }
}
