package io.margrid.host.engine;

import io.margrid.model.book.PassThroughAmounts;
import io.margrid.model.deribit.CurrencyParameters;
import io.margrid.model.deribit.DeribitAssumptions;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.deribit.DeribitParameters;
import io.margrid.model.deribit.GeneralParameters;
import io.margrid.model.deribit.PairParameters;
import io.margrid.model.deribit.StandardFutureParameters;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.margin.Evidence;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.OptionQuote;
import io.margrid.model.market.PairMarket;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Inverse and linear contracts of three coins, parameters that make every rule bite, and random accounts.
public final class MixedMarket {
    private static final Instant FIRST_EXPIRY = Instant.parse("2026-08-20T08:00:00Z");
    private static final List<String> PAIRS = List.of("btc_usd", "btc_usdc", "eth_usd", "eth_usdc", "sol_usdc");
    private static final List<String> EXPIRIES = List.of("20AUG26", "28AUG26", "25SEP26", "26MAR27");
    private static final double[] STRIKES = {0.5, 0.9, 1.0, 1.1, 2.0};

    private MixedMarket() {}

    /// The parameters.
    public static DeribitParameters parameters() {
        Map<CurrencyPair, PairParameters> pairs = new HashMap<>();
        Map<CurrencyPair, StandardFutureParameters> futures = new HashMap<>();
        for (String name : PAIRS) {
            pairs.put(pair(name), new PairParameters(0.16, 0.5, 0.25, 0.5, 0.3, 0.13, 1.0, 0.1, 2e5, 5e-5));
            futures.put(pair(name), new StandardFutureParameters(0.02, 0.01, 5e-5));
        }
        return new DeribitParameters(
                "mixed",
                LocalDate.of(2026, 8, 20),
                Evidence.USER,
                "made for tests",
                "00",
                pairs,
                Map.of(
                        "btc", new CurrencyParameters(0.075, 0.01, 10_000.0, 0.8, 50_000.0, 0.0, "both", true),
                        "eth", new CurrencyParameters(0.09, 0.01, 5_000.0, 0.7, 20_000.0, 0.0, "both", true),
                        "sol", new CurrencyParameters(0.1, 0.012, 2_500.0, 0.5, 10_000.0, 0.0, "none", false)),
                new GeneralParameters(0.8, 4, 3),
                DeribitParameters.PUBLISHED_EXTENDED_MOVES,
                futures,
                DeribitAssumptions.DEFAULT);
    }

    private static CurrencyPair pair(String name) {
        return new CurrencyPair(name.substring(0, 3), name.substring(4));
    }

    /// A market at some level of prices, ten minutes before the first expiry: in its settlement window.
    public static MarketSnapshot market(double level) {
        MarketSnapshot.Builder market = MarketSnapshot.builder("mixed", ForwardSource.QUOTED);
        Instant asOf = FIRST_EXPIRY.minusSeconds(600);
        for (String name : PAIRS) {
            double index = level
                    * switch (name.substring(0, 3)) {
                        case "btc" -> 72_000.0;
                        case "eth" -> 2_100.0;
                        default -> 150.0;
                    };
            market.pair(pair(name), new PairMarket(asOf, index, OptionalDouble.of(index * 1.001)));
            String root = name.endsWith("_usd")
                    ? name.substring(0, 3).toUpperCase(Locale.ROOT)
                    : name.toUpperCase(Locale.ROOT);
            market.future(DeribitInstruments.parse(root + "-PERPETUAL"), index * 1.0002);
            for (String expiry : EXPIRIES) {
                double forward = index * (1.0 + 0.01 * EXPIRIES.indexOf(expiry));
                market.future(DeribitInstruments.parse(root + "-" + expiry), forward);
                for (double strike : STRIKES) {
                    for (String type : List.of("C", "P")) {
                        String option = "%s-%s-%d-%s".formatted(root, expiry, Math.round(100 * strike) * 700, type);
                        market.option(
                                DeribitInstruments.parse(option),
                                new OptionQuote(0.4 + 0.1 * strike, forward, OptionalDouble.empty()));
                    }
                }
            }
        }
        return market.build();
    }

    /// Random accounts: empty ones, ones with amounts only, ones with many positions in several currencies, lines
    /// that repeat an instrument.
    public static List<BookDraft> drafts(long seed, int accounts, MarketSnapshot market) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> names = List.copyOf(market.instruments().keySet());
        List<BookDraft> drafts = new ArrayList<>();
        for (int account = 0; account < accounts; account++) {
            int positions = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(60);
            List<BookLine> lines = new ArrayList<>();
            for (int row = 0; row < positions; row++) {
                BigDecimal size = BigDecimal.valueOf(random.nextInt(-40_000, 40_001), 1 + random.nextInt(3));
                lines.add(new BookLine(row, names.get(random.nextInt(names.size())), size));
            }
            Map<String, PassThroughAmounts> given = new TreeMap<>();
            for (String currency : List.of("btc", "eth", "usdc", "usdt")) {
                if (random.nextInt(8) == 0) {
                    given.put(
                            currency,
                            new PassThroughAmounts(random.nextDouble(), random.nextDouble(), 0.0, random.nextDouble()));
                }
            }
            drafts.add(new BookDraft("account " + account, lines, given, (row, field) -> field, positions, List.of()));
        }
        return drafts;
    }
}
