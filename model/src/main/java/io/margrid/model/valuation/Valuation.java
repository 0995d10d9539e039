package io.margrid.model.valuation;

import io.margrid.model.Limits;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violations;
import io.margrid.model.instrument.FutureContract;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.OptionType;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.instrument.SpotPair;
import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.PairMarket;
import io.margrid.model.revaluation.InstrumentTable;
import io.margrid.model.revaluation.ShockTable;
import io.margrid.model.revaluation.ValueKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Valuation inputs that all models share: forward, time, volatility, and what may be missing.
public final class Valuation {
    private Valuation() {}

    /// Why a spot pair is no position.
    ///
    /// @param spot the pair
    /// @return a sentence
    public static String noPosition(SpotPair spot) {
        return "%s is a spot pair: spot holdings are balances, not positions".formatted(spot.name());
    }

    /// Columns that value instruments as they are: base values and Greeks, no scenario.
    ///
    /// @param instruments futures and options
    /// @param market      quotes each of them
    /// @return columns in the order of `instruments`
    /// @throws InvalidInputException naming the instruments that cannot be valued
    public static RevaluationPlan plan(List<Instrument> instruments, MarketSnapshot market) {
        Violations violations = new Violations();
        for (Instrument instrument : instruments) {
            problem(instrument, market).ifPresent(problem -> violations.add(instrument.name(), problem));
        }
        violations.throwIfAny();
        InstrumentTable table = InstrumentTable.allocate(instruments.size(), 0);
        double[] volatility = new double[instruments.size()];
        for (int i = 0; i < instruments.size(); i++) {
            QuotedInstrument quoted = QuotedInstrument.of(instruments.get(i), market);
            fill(table, i, quoted);
            volatility[i] = quoted.volatility();
        }
        return new RevaluationPlan(table, volatility, ShockTable.allocate(0, 0, new int[0]));
    }

    /// What keeps an instrument from being valued in a market.
    ///
    /// @param instrument the instrument
    /// @param market     the market
    /// @return a sentence with the value; empty if nothing
    public static Optional<String> problem(Instrument instrument, MarketSnapshot market) {
        Optional<PairMarket> pair = market.pair(instrument.pair());
        if (pair.isEmpty()) {
            return Optional.of("the market has no index price for %s (needed by %s)"
                    .formatted(instrument.pair(), instrument.name()));
        }
        Instant asOf = pair.get().asOf();
        Optional<Instant> expiry = instrument.expiry();
        if (expiry.isPresent() && !asOf.isBefore(expiry.get())) {
            return Optional.of(
                    "%s expired at %s; the market is as of %s".formatted(instrument.name(), expiry.get(), asOf));
        }
        if (expiry.isPresent() && ContractClock.years(asOf, expiry.get()) > Limits.YEARS_TO_EXPIRY_MAX) {
            return Optional.of(
                    "%s expires at %s, more than %s years after the market's instant %s: one of them is wrong"
                            .formatted(instrument.name(), expiry.get(), Limits.YEARS_TO_EXPIRY_MAX, asOf));
        }
        if (elapsedWindow(instrument, pair.get()) > 0.0
                && pair.get().estimatedDelivery().isEmpty()) {
            return Optional.of(
                    "%s is in its settlement window (as of %s) and the market has no estimated_delivery_price for %s"
                            .formatted(instrument.name(), asOf, instrument.pair()));
        }
        return switch (instrument) {
            case OptionContract option
            when market.option(option.name()).isEmpty() ->
                Optional.of("the market has no mark volatility and forward for %s".formatted(option.name()));
            case FutureContract future
            when market.futureMark(future.name()).isEmpty() ->
                Optional.of("the market has no mark price for %s".formatted(future.name()));
            case SpotPair spot -> Optional.of(noPosition(spot));
            default -> Optional.empty();
        };
    }

    /// Elapsed fraction of the instrument's settlement window.
    ///
    /// @param instrument the instrument
    /// @param market     market of its pair
    /// @return 0 outside the window
    public static double elapsedWindow(Instrument instrument, PairMarket market) {
        return switch (instrument) {
            case OptionContract option -> ContractClock.elapsedWindow(market.asOf(), option.expiresAt());
            case FutureContract future
            when future.expiry().isPresent() ->
                ContractClock.elapsedWindow(market.asOf(), future.expiry().get());
            default -> 0.0;
        };
    }

    /// Fills the columns that do not depend on scenarios.
    ///
    /// @param table  the columns
    /// @param row    the instrument's place in them
    /// @param quoted the instrument
    public static void fill(InstrumentTable table, int row, QuotedInstrument quoted) {
        double f = quoted.forward();
        table.forward()[row] = f;
        Instrument instrument = quoted.instrument();
        boolean inverse = instrument.settlement() == Settlement.INVERSE;
        if (instrument instanceof OptionContract option) {
            boolean call = option.type() == OptionType.CALL;
            ValueKind kind = inverse
                    ? (call ? ValueKind.INVERSE_CALL : ValueKind.INVERSE_PUT)
                    : (call ? ValueKind.LINEAR_CALL : ValueKind.LINEAR_PUT);
            double years = ContractClock.years(quoted.pair().asOf(), option.expiresAt());
            table.kind()[row] = kind.code();
            table.strikeOverForward()[row] = option.strike() / f;
            table.logForwardOverStrike()[row] = StrictMath.log(f / option.strike());
            table.years()[row] = years;
            table.baseDeviation()[row] = quoted.volatility() * Math.sqrt(years);
        } else {
            table.kind()[row] = (inverse ? ValueKind.INVERSE_FUTURE : ValueKind.LINEAR_FUTURE).code();
        }
    }
}
