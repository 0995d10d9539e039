package io.margrid.model.matrix;

import io.margrid.model.book.AccountTerms;
import io.margrid.model.book.Book;
import io.margrid.model.book.Position;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.FutureContract;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.OptionType;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.margin.AccountRisk;
import io.margrid.model.margin.Evidence;
import io.margrid.model.margin.InstrumentRisk;
import io.margrid.model.margin.NettingSet;
import io.margrid.model.margin.NettingSetRisk;
import io.margrid.model.margin.ParameterHead;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.PairMarket;
import io.margrid.model.scenario.RelativeVolatilityShock;
import io.margrid.model.scenario.VolShock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// Positions with risk figures given instead of computed, in a market with a round price.
public final class HandMade {
    /// When the markets are of. 73 days later are 0.2 years later.
    public static final Instant AS_OF = Instant.parse("2026-11-23T08:00:00Z");

    /// Forward of every position.
    public static final double FORWARD = 1_000.0;

    /// A fall, no move and a rise by a tenth.
    public static final MoveTable TABLE = new MoveTable(
            List.of(
                    new MoveTable.Move(-0.1, List.of(VolShock.SAME)),
                    new MoveTable.Move(0.0, List.of(VolShock.SAME)),
                    new MoveTable.Move(0.1, List.of(VolShock.SAME))),
            List.of());

    /// A shock of volatility.
    public static final RelativeVolatilityShock VOLATILITY =
            new RelativeVolatilityShock(0.5, 0.25, 0.3, 0.13, 1.0, false, 0.0, RelativeVolatilityShock.FloorOn.RESULT);

    private HandMade() {}

    /// The head of a parameter set.
    public static ParameterHead head() {
        return new ParameterHead("test", LocalDate.of(2026, 11, 23), Evidence.USER, "made for a test", "00", Map.of());
    }

    /// One class of all coins.
    public static <T> CoinClasses<T> allCoins(T figures) {
        return new CoinClasses<>(Map.of("all", figures), Map.of(), Optional.of("all"));
    }

    /// A market that has indices only, by pair.
    public static MarketSnapshot market(Map<String, Double> indices) {
        MarketSnapshot.Builder market = MarketSnapshot.builder("hand-made", ForwardSource.QUOTED);
        indices.forEach((pair, index) ->
                market.pair(CurrencyPair.parse(pair), new PairMarket(AS_OF, index, OptionalDouble.empty())));
        return market.build();
    }

    private static Settlement settlement(String pair) {
        return pair.endsWith("_usd") ? Settlement.INVERSE : Settlement.LINEAR;
    }

    /// A perpetual: inverse in usd, else linear.
    public static FutureContract perpetual(String pair) {
        return new FutureContract(
                pair + "-perpetual",
                CurrencyPair.parse(pair),
                settlement(pair),
                OptionalDouble.of(1.0),
                Optional.empty());
    }

    /// A dated future.
    public static FutureContract future(String pair, int days) {
        return new FutureContract(
                pair + "-" + days,
                CurrencyPair.parse(pair),
                settlement(pair),
                OptionalDouble.of(1.0),
                Optional.of(AS_OF.plus(Duration.ofDays(days))));
    }

    /// An option: inverse in usd, else linear.
    public static OptionContract option(String pair, int days, double strike, OptionType type) {
        return new OptionContract(
                "%s-%d-%s-%s".formatted(pair, days, strike, type),
                CurrencyPair.parse(pair),
                settlement(pair),
                1.0,
                AS_OF.plus(Duration.ofDays(days)),
                strike,
                type);
    }

    /// A position.
    ///
    /// @param value of one base coin
    /// @param delta of one base coin
    /// @param pnl   of one base coin in each scenario
    public static PositionRisk position(
            Instrument instrument, double quantity, double value, double delta, double... pnl) {
        return new PositionRisk(
                new Position(instrument, quantity),
                new InstrumentRisk(instrument, FORWARD, 0.5, value, delta, 0.0, 0.0, 0.0, pnl));
    }

    /// A future or perpetual without scenarios.
    public static PositionRisk future(FutureContract future, double quantity) {
        return position(future, quantity, 0.0, 1.0);
    }

    /// An account of positions, a set for each coin.
    public static AccountRisk account(AccountTerms terms, PositionRisk... positions) {
        Map<String, List<PositionRisk>> coins = new TreeMap<>();
        List<PositionRisk> sorted = new ArrayList<>(List.of(positions));
        sorted.sort(Comparator.comparing(one -> one.position().instrument(), Instrument.CANONICAL_ORDER));
        for (PositionRisk position : sorted) {
            String base = position.position().instrument().pair().base();
            coins.computeIfAbsent(base, _ -> new ArrayList<>()).add(position);
        }
        List<NettingSetRisk> sets = new ArrayList<>();
        coins.forEach((base, members) -> sets.add(set(base, members)));
        Book book = new Book("a", sorted.stream().map(PositionRisk::position).toList(), Map.of(), terms);
        return new AccountRisk(book, sets);
    }

    private static NettingSetRisk set(String base, List<PositionRisk> positions) {
        double[] pnl = new double[positions.getFirst().unit().riskVector().length];
        for (PositionRisk position : positions) {
            double[] vector = position.vector();
            for (int s = 0; s < pnl.length; s++) {
                pnl[s] += vector[s];
            }
        }
        return new NettingSetRisk(NettingSet.ofCoin(base), positions, pnl);
    }

    /// A risk unit of positions, a set for each coin.
    public static UnitRisk unit(MarketSnapshot market, PositionRisk... positions) {
        AccountRisk account = account(AccountTerms.NONE, positions);
        return new UnitRisk("unit", account.sets(), account.book(), market);
    }
}
