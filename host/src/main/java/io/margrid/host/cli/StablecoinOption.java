package io.margrid.host.cli;

import io.margrid.host.deribit.LoadedMarket;
import io.margrid.host.deribit.Shown;
import io.margrid.model.Limits;
import io.margrid.model.input.Violations;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.PairMarket;
import io.margrid.model.valuation.UsdValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/// A market in which stablecoins are worth something else than it says. Quotes in them stay.
final class StablecoinOption {
    private static final double MOST = 10.0;

    @Option(
            names = "--price",
            paramLabel = "COIN=USD",
            description =
                    "what if a stablecoin had this price, such as usdt=0.95; quotes in it stay. usdc or usdt, once"
                            + " for each")
    private List<String> prices = List.of();

    StablecoinOption() {}

    /// Reads a market and changes it.
    ///
    /// @param problems takes what is wrong with either
    Optional<LoadedMarket> read(Problems problems, Supplier<LoadedMarket> market) {
        Optional<Map<String, Double>> wanted = problems.read(this::wanted);
        Optional<LoadedMarket> read = problems.read(market);
        return read.map(files -> new LoadedMarket(changed(files.snapshot(), wanted.orElse(Map.of())), files.notes()));
    }

    private Map<String, Double> wanted() {
        Violations violations = new Violations();
        Map<String, Double> wanted = new LinkedHashMap<>();
        for (String one : prices) {
            int equals = one.indexOf('=');
            String coin = equals < 0 ? one : one.substring(0, equals);
            if (!UsdValue.STABLECOINS.contains(coin)) {
                violations.add(
                        "--price",
                        "must be of %s, like usdt=0.95: %s"
                                .formatted(String.join(" or ", UsdValue.STABLECOINS), Shown.text(one)));
            } else if (wanted.putIfAbsent(coin, price(one.substring(equals + 1))) != null) {
                violations.add("--price", "is given twice for " + coin);
            } else if (!(wanted.get(coin) > 0.0 && wanted.get(coin) <= MOST)) {
                violations.add(
                        "--price", "must be a number above 0 and at most %s: %s".formatted(MOST, Shown.text(one)));
            }
        }
        violations.throwIfAny();
        return wanted;
    }

    private static double price(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static MarketSnapshot changed(MarketSnapshot market, Map<String, Double> prices) {
        MarketSnapshot changed = market;
        for (Map.Entry<String, Double> price : prices.entrySet()) {
            CurrencyPair pair = new CurrencyPair(price.getKey(), "usd");
            PairMarket quoted = new PairMarket(
                    market.pair(pair).map(PairMarket::asOf).or(market::asOf).orElse(Limits.AS_OF_MIN),
                    price.getValue(),
                    OptionalDouble.empty());
            changed = changed.with(pair, quoted)
                    .named("%s, %s at %s USD".formatted(changed.id(), price.getKey(), price.getValue()));
        }
        return changed;
    }
}
