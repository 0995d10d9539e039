package io.margrid.bench;

import io.margrid.host.parameters.ParameterStore;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.deribit.DeribitPortfolioMargin;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.margin.FullBook;
import io.margrid.model.margin.FullBookBuilder;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.OptionQuote;
import io.margrid.model.market.PairMarket;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// An exchange: accounts with positions in 2,000 instruments on one coin (a perpetual, 19 futures, options of 20
/// expiries), markets that move from tick to tick, and Deribit's portfolio margin.
final class FullBookWorkload {
    static final int ACCOUNTS = 100_000;
    static final int POSITIONS = 200;
    static final int INSTRUMENTS = 2_000;

    private static final long SEED = 11;
    private static final int EXPIRIES = 20;
    private static final int STRIKES = 50;
    private static final int FUTURES = 20;
    private static final double INDEX = 72_000.0;
    private static final CurrencyPair PAIR = new CurrencyPair("btc", "usd");
    private static final Instant AS_OF = Instant.parse("2026-08-20T12:00:00Z");
    private static final LocalDate FIRST_EXPIRY = LocalDate.of(2026, 8, 21);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dMMMyy", Locale.ROOT);

    private final List<Instrument> instruments = new ArrayList<>();
    private final MarginModel model =
            new DeribitPortfolioMargin(ParameterStore.shipped().defaults().deribit());
    private final FullBook book;

    FullBookWorkload(int accounts) {
        instruments.add(DeribitInstruments.parse("BTC-PERPETUAL"));
        for (int e = 0; e < FUTURES - 1; e++) {
            instruments.add(DeribitInstruments.parse("BTC-" + expiry(e)));
        }
        for (int e = 0; e < EXPIRIES; e++) {
            for (int k = 0; k < STRIKES; k++) {
                for (String type : List.of("C", "P")) {
                    if (instruments.size() < INSTRUMENTS) {
                        instruments.add(DeribitInstruments.parse(
                                "BTC-%s-%d-%s".formatted(expiry(e), 30_000 + 2_000 * k, type)));
                    }
                }
            }
        }
        book = book(accounts);
    }

    /// Daily, then ever further apart, so that rates of the roll shock differ.
    private static String expiry(int e) {
        LocalDate day = e < 5 ? FIRST_EXPIRY.plusDays(e) : FIRST_EXPIRY.plusWeeks((e - 4L) * (e - 4L) / 3 + 1);
        return DAY.format(day).toUpperCase(Locale.ROOT);
    }

    private FullBook book(int accounts) {
        PricingWorkload.SplitMix random = new PricingWorkload.SplitMix(SEED);
        FullBookBuilder builder = new FullBookBuilder(instruments);
        for (int account = 0; account < accounts; account++) {
            builder.account("account " + account);
            int wanted = POSITIONS;
            // Selection sampling, as in BookWorkload: distinct instruments, in order.
            for (int i = 0; wanted > 0; i++) {
                if ((INSTRUMENTS - i) * random.uniform() < wanted) {
                    builder.position(i, BookWorkload.quantity(random));
                    wanted--;
                }
            }
        }
        return builder.build();
    }

    FullBook book() {
        return book;
    }

    MarginModel model() {
        return model;
    }

    /// The market of a tick: every forward and volatility differs from the last tick's.
    MarketSnapshot market(int tick) {
        double index = INDEX * (1.0 + 1e-4 * (tick % 7));
        MarketSnapshot.Builder market = MarketSnapshot.builder("tick " + tick, ForwardSource.QUOTED)
                .pair(PAIR, new PairMarket(AS_OF.plusMillis(tick), index, OptionalDouble.empty()));
        for (Instrument instrument : instruments) {
            double years = instrument
                    .expiry()
                    .map(expiry ->
                            (expiry.atZone(ZoneOffset.UTC).toEpochSecond() - AS_OF.getEpochSecond()) / 31_536_000.0)
                    .orElse(0.0);
            double forward = index * (1.0 + 0.05 * years);
            if (instrument.name().endsWith("-C") || instrument.name().endsWith("-P")) {
                double volatility = 0.45 + 0.1 * years + 1e-3 * (tick % 5);
                market.option(instrument, new OptionQuote(volatility, forward, OptionalDouble.empty()));
            } else {
                market.future(instrument, forward);
            }
        }
        return market.build();
    }
}
