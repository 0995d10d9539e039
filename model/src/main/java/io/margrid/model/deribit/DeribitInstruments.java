package io.margrid.model.deribit;

import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.FutureContract;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.OptionType;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.instrument.SpotPair;
import io.margrid.model.valuation.Valuation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads Deribit's instrument names.
///
/// | name | contract |
/// |---|---|
/// | `BTC-27MAR26-80000-C` | option on `btc_usd`, paid in BTC |
/// | `SOL_USDC-21AUG26-60-P` | option on `sol_usdc`, paid in USDC |
/// | `XRP_USDC-30JUN26-0d5-C` | strike 0.5: a `d` stands for the decimal point |
/// | `BTC-27MAR26`, `BTC-PERPETUAL` | future and perpetual on `btc_usd`, paid in BTC |
/// | `BTC_USDC-PERPETUAL`, `BTC_USDC-27MAR26` | the same on `btc_usdc`, paid in USDC |
/// | `BTC_USDC` | spot pair |
///
/// Contracts expire at 08:00 UTC.
public final class DeribitInstruments {
    private static final Pattern UNDERLYING = Pattern.compile("([A-Z0-9]{1,16})(?:_([A-Z0-9]{1,16}))?");
    private static final Pattern DATE = Pattern.compile("([0-9]{1,2})([A-Z]{3})([0-9]{2})");
    private static final Pattern STRIKE = Pattern.compile("[0-9]{1,12}(?:d[0-9]{1,12})?");
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final int SHOWN_MAX = 60;
    private static final LocalTime EXPIRY_TIME = LocalTime.of(8, 0);

    /// Base coins in one contract of a linear option (insights.deribit.com, March 2024); 1 elsewhere.
    private static final Map<String, Double> LINEAR_OPTION_COINS = Map.of("SOL", 10.0, "XRP", 1000.0, "MATIC", 1000.0);

    /// USD in one contract of an inverse future: BTC as in public/get_instruments, ETH as the exchange specifies.
    private static final Map<String, Double> INVERSE_FUTURE_USD = Map.of("BTC", 10.0, "ETH", 1.0);

    /// Room for several times the names of a large venue; some 10 MB when it is full.
    private static final NameCache<Instrument> KNOWN = new NameCache<>(1 << 15);

    /// Contracts share their pair and their expiry, so that comparing these ends at once.
    private static final NameCache<CurrencyPair> PAIRS = new NameCache<>(1 << 8);

    private static final NameCache<Instant> EXPIRIES = new NameCache<>(1 << 11);

    private DeribitInstruments() {}

    /// Reads a name. Contracts of names that were met before are kept, up to a fixed number.
    ///
    /// @param name as the exchange writes it, in upper case
    /// @return the contract
    /// @throws IllegalArgumentException saying what about the name is not Deribit's
    public static Instrument parse(String name) {
        return KNOWN.get(name, DeribitInstruments::parseAnew);
    }

    private static Instrument parseAnew(String name) {
        String[] parts = name.split("-", -1);
        Matcher underlying = UNDERLYING.matcher(parts[0]);
        if (!underlying.matches()) {
            throw notAName(name, shown(parts[0]) + " is not a currency or pair");
        }
        String base = underlying.group(1);
        Optional<String> quote = Optional.ofNullable(underlying.group(2));
        CurrencyPair pair = PAIRS.get(
                parts[0],
                _ -> new CurrencyPair(
                        base.toLowerCase(Locale.ROOT), quote.orElse("USD").toLowerCase(Locale.ROOT)));
        Settlement settlement = settlement(pair);
        return switch (parts.length) {
            case 1 -> {
                if (quote.isEmpty()) {
                    throw notAName(name, "a currency alone is not an instrument");
                }
                yield new SpotPair(name, pair);
            }
            case 2 ->
                new FutureContract(
                        name,
                        pair,
                        settlement,
                        settlement == Settlement.INVERSE ? futureUsd(base) : OptionalDouble.empty(),
                        parts[1].equals("PERPETUAL")
                                ? Optional.empty()
                                : Optional.of(EXPIRIES.get(parts[1], date -> expiry(name, date))));
            case 4 ->
                new OptionContract(
                        name,
                        pair,
                        settlement,
                        settlement == Settlement.LINEAR ? LINEAR_OPTION_COINS.getOrDefault(base, 1.0) : 1.0,
                        EXPIRIES.get(parts[1], date -> expiry(name, date)),
                        strike(name, parts[2]),
                        type(name, parts[3]));
            default -> throw notAName(name, "it has %d parts instead of 1, 2 or 4".formatted(parts.length));
        };
    }

    private static OptionalDouble futureUsd(String base) {
        Double usd = INVERSE_FUTURE_USD.get(base);
        return usd == null ? OptionalDouble.empty() : OptionalDouble.of(usd);
    }

    /// Reads the name of a contract that can be a position.
    ///
    /// @param name as the exchange writes it, in upper case
    /// @return a future, perpetual or option
    /// @throws IllegalArgumentException as [#parse], and for spot pairs
    public static Instrument position(String name) {
        Instrument instrument = parse(name);
        if (instrument instanceof SpotPair spot) {
            throw new IllegalArgumentException(Valuation.noPosition(spot));
        }
        return instrument;
    }

    /// Whether a contract is what its name says by Deribit's rules.
    ///
    /// @param instrument a contract
    /// @return false for contracts of other venues
    public static boolean knows(Instrument instrument) {
        try {
            return parse(instrument.name()).equals(instrument);
        } catch (IllegalArgumentException notOurs) {
            return false;
        }
    }

    /// How the futures and options of a pair settle: those in USD pay coin, all others their quote currency.
    ///
    /// @param pair the pair
    /// @return inverse for USD, else linear
    public static Settlement settlement(CurrencyPair pair) {
        return pair.quote().equals("usd") ? Settlement.INVERSE : Settlement.LINEAR;
    }

    private static Instant expiry(String name, String text) {
        Matcher date = DATE.matcher(text);
        int month = date.matches() ? MONTHS.indexOf(date.group(2)) + 1 : 0;
        if (month == 0) {
            throw notAName(name, shown(text) + " is not a date such as 27MAR26");
        }
        try {
            return LocalDate.of(2000 + Integer.parseInt(date.group(3)), month, Integer.parseInt(date.group(1)))
                    .atTime(EXPIRY_TIME)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw notAName(name, shown(text) + " is not a day of the calendar");
        }
    }

    private static double strike(String name, String text) {
        if (!STRIKE.matcher(text).matches()) {
            throw notAName(name, shown(text) + " is not a strike such as 80000 or 0d5");
        }
        double strike = Double.parseDouble(text.replace('d', '.'));
        if (!(strike > 0.0)) {
            throw notAName(name, "the strike must be positive");
        }
        return strike;
    }

    private static OptionType type(String name, String text) {
        return switch (text) {
            case "C" -> OptionType.CALL;
            case "P" -> OptionType.PUT;
            default -> throw notAName(name, shown(text) + " is neither C nor P");
        };
    }

    private static IllegalArgumentException notAName(String name, String reason) {
        return new IllegalArgumentException("not a Deribit instrument name: %s (%s)".formatted(shown(name), reason));
    }

    /// Text of a file in quotes: no more of it than fits a line, no control characters.
    private static String shown(String text) {
        String cut = text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "..." : text;
        return '"' + cut.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
