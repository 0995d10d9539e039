package io.margrid.host.history;

import io.margrid.host.history.AlignedHistory.Coin;
import io.margrid.model.history.CoinMove;
import io.margrid.model.history.DatedScenario;
import io.margrid.model.history.ScenarioSet;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Makes sets of scenarios from a history: overlapping moves over a horizon of `h` of its days, of prices `P` and
/// volatility indexes `V`,
///
///     price(t)       = exp(R(t) scale(t)) - 1,   R(t) = ln(P(t) / P(t - h))
///     volatility(t)  = V(t) / V(t - h)           1 without an index
///     scale(t)       = 1                         plain
///                    = s(T + 1) / s(t - h + 1)   filtered, T being the last day
///     s(t + 1)^2     = l s(t)^2 + (1 - l) ln(P(t) / P(t - 1))^2
///
/// with `s` begun as the root of the mean square of the window's daily returns. Changes of volatility are never
/// filtered. Prices are rounded to eight decimals and volatilities to six. Source of the filter: Barone-Adesi,
/// Giannopoulos and Vosper, Journal of Futures Markets 19(5), 1999, with exponential weights.
public final class ScenarioBuilder {
    private static final int PRICE_DECIMALS = 8;
    private static final int VOLATILITY_DECIMALS = 6;

    private final AlignedHistory history;
    private final int horizon;

    /// A builder over a history.
    ///
    /// @param history the days
    /// @param horizon days of it that a move spans, 1 or more
    public ScenarioBuilder(AlignedHistory history, int horizon) {
        this.history = history;
        this.horizon = horizon;
    }

    /// The number of scenarios that the whole history gives.
    ///
    /// @return zero or more
    public int available() {
        return Math.max(0, history.dates().size() - horizon);
    }

    /// The scenarios of the last days as they were.
    ///
    /// @param name   of the set
    /// @param window scenarios, 1 to [#available]
    /// @return the set
    public ScenarioSet plain(String name, int window) {
        return set(name, history.dates().size() - window, history.dates().size(), ScenarioBuilder::same);
    }

    /// The scenarios of the last days, filtered.
    ///
    /// @param name   of the set
    /// @param window scenarios, 1 to [#available]
    /// @param lambda weight of the past in volatilities, 0 to 1
    /// @return the set
    public ScenarioSet filtered(String name, int window, double lambda) {
        int end = history.dates().size();
        int from = end - window;
        return set(name, from, end, coin -> scales(coin.closes(), from, end, lambda));
    }

    /// The scenarios of the window in which coins moved most: that with the largest sum over coins of the mean
    /// square of moves over that of the whole history, so that no coin outweighs the others. Of equal ones, the
    /// first.
    ///
    /// @param name   of the set
    /// @param window scenarios, 1 to [#available]
    /// @return the set, as it was
    public ScenarioSet worst(String name, int window) {
        double[] score = new double[history.dates().size()];
        for (Coin coin : history.coins()) {
            double total = 0.0;
            double[] squares = new double[score.length];
            for (int t = horizon; t < score.length; t++) {
                double move = move(coin.closes(), t, horizon);
                squares[t] = move * move;
                total += squares[t];
            }
            for (int t = horizon; t < score.length; t++) {
                score[t] += total > 0.0 ? squares[t] / total : 0.0;
            }
        }
        int worst = horizon;
        double most = -1.0;
        for (int from = horizon; from + window <= score.length; from++) {
            // Summed anew, so that equal windows have equal bits.
            double sum = 0.0;
            for (int t = from; t < from + window; t++) {
                sum += score[t];
            }
            if (sum > most) {
                most = sum;
                worst = from;
            }
        }
        return set(name, worst, worst + window, ScenarioBuilder::same);
    }

    /// The scenarios that end within given days, as they were.
    ///
    /// @param name  of the set
    /// @param first first day
    /// @param last  last day
    /// @return the set
    /// @throws IllegalArgumentException if the history has none there
    public ScenarioSet between(String name, LocalDate first, LocalDate last) {
        int from = horizon;
        while (from < history.dates().size() && history.dates().get(from).isBefore(first)) {
            from++;
        }
        int to = from;
        while (to < history.dates().size() && !history.dates().get(to).isAfter(last)) {
            to++;
        }
        if (from == to) {
            throw new IllegalArgumentException("no move of the history ends from %s to %s".formatted(first, last));
        }
        return set(name, from, to, ScenarioBuilder::same);
    }

    private static double[] same(Coin coin) {
        double[] scale = new double[coin.closes().length];
        Arrays.fill(scale, 1.0);
        return scale;
    }

    private double[] scales(double[] closes, int from, int to, double lambda) {
        int first = from - horizon + 1;
        double variance = 0.0;
        for (int t = first; t < to; t++) {
            double daily = move(closes, t, 1);
            variance += daily * daily;
        }
        variance /= to - first;
        double[] expected = new double[to + 1];
        for (int t = first; t < to; t++) {
            expected[t] = variance;
            double daily = move(closes, t, 1);
            variance = lambda * variance + (1.0 - lambda) * daily * daily;
        }
        double[] scale = new double[to];
        for (int t = from; t < to; t++) {
            double then = expected[t - horizon + 1];
            scale[t] = then > 0.0 ? Math.sqrt(variance / then) : 1.0;
        }
        return scale;
    }

    private static double move(double[] closes, int t, int days) {
        return StrictMath.log(closes[t] / closes[t - days]);
    }

    /// The scenarios that end on days `from` to `to`.
    ///
    /// @param filter what each day's move of a coin is multiplied by
    private ScenarioSet set(String name, int from, int to, Function<Coin, double[]> filter) {
        List<List<CoinMove>> byCoin = new ArrayList<>();
        for (Coin coin : history.coins()) {
            double[] scale = filter.apply(coin);
            List<CoinMove> moves = new ArrayList<>();
            for (int t = from; t < to; t++) {
                moves.add(coinMove(coin, t, scale[t]));
            }
            byCoin.add(moves);
        }
        List<DatedScenario> scenarios = new ArrayList<>();
        for (int t = from; t < to; t++) {
            int at = t - from;
            scenarios.add(new DatedScenario(
                    history.dates().get(t),
                    byCoin.stream().map(moves -> moves.get(at)).toList()));
        }
        return new ScenarioSet(
                name, horizon, history.coins().stream().map(Coin::code).toList(), scenarios);
    }

    private CoinMove coinMove(Coin coin, int t, double scale) {
        double price = StrictMath.expm1(move(coin.closes(), t, horizon) * scale);
        double volatility =
                coin.volatility().map(index -> index[t] / index[t - horizon]).orElse(1.0);
        try {
            return new CoinMove(rounded(price, PRICE_DECIMALS), rounded(volatility, VOLATILITY_DECIMALS));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s on %s: %s".formatted(coin.code(), history.dates().get(t), e.getMessage()), e);
        }
    }

    private static double rounded(double value, int decimals) {
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .doubleValue();
    }
}
