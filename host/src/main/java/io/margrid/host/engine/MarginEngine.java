package io.margrid.host.engine;

import io.margrid.model.Limits;
import io.margrid.model.book.Book;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violation;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.margin.AccountRisk;
import io.margrid.model.margin.InstrumentRisk;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.NettingSet;
import io.margrid.model.margin.NettingSetRisk;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.valuation.UsdValue;
import io.margrid.model.valuation.Valuation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Margins many books in one revaluation: check, pack, revalue unique instruments once, sum books, reduce.
///
/// Safe for use by many threads; the backend computes one call at a time.
public final class MarginEngine implements AutoCloseable {
    private static final int NAMES_IN_NOTE = 3;

    /// Enough for some dozens of markets of a venue.
    private static final long VECTOR_BYTES = 256L << 20;

    private final Revaluer device;
    private final PricedMarkets markets;

    /// An engine on a backend.
    ///
    /// @param backend closed with the engine
    public MarginEngine(RevaluationBackend backend) {
        this(backend, Limits.CELLS);
    }

    /// An engine whose revaluations are smaller than the port allows.
    ///
    /// @param backend  closed with the engine
    /// @param cellsMax most cells of one revaluation, at most [Limits#CELLS]
    MarginEngine(RevaluationBackend backend, long cellsMax) {
        this(new Device(backend, cellsMax));
    }

    /// An engine on a revaluer.
    ///
    /// @param revaluer closed with the engine
    public MarginEngine(Revaluer revaluer) {
        this(revaluer, VECTOR_BYTES);
    }

    /// An engine on a revaluer.
    ///
    /// @param revaluer    closed with the engine
    /// @param vectorBytes most memory that vectors of [MarketUse#KEPT] markets may take, by estimate
    public MarginEngine(Revaluer revaluer, long vectorBytes) {
        this.device = revaluer;
        this.markets = new PricedMarkets(revaluer, vectorBytes);
    }

    /// Who computed last, or is to compute first. An answer has its own.
    ///
    /// @return label and description
    public BackendInfo backend() {
        return device.info();
    }

    /// Margins books for this process itself, in a market that is asked once.
    ///
    /// @param model  methodology and parameters
    /// @param market the market
    /// @param drafts one for each account
    /// @param times  takes the stages
    /// @return as below
    public EngineAnswer evaluate(MarginModel model, MarketSnapshot market, List<BookDraft> drafts, StageTimes times) {
        return evaluate(model, market, MarketUse.ONCE, drafts, CallTerms.LOCAL, times);
    }

    /// Margins books.
    ///
    /// @param model  methodology and parameters
    /// @param market the market
    /// @param use    whether the market is asked again; changes no figure
    /// @param drafts one for each account
    /// @param terms  of the call that wants it
    /// @param times  takes the stages `check`, `pack`, `queue`, `kernel`, `cut`, `margin`; over kept vectors
    ///     `vectors`, `check`, `sum`, `margin`
    /// @return a report or a refusal for each account, in the drafts' order
    /// @throws InvalidInputException if there are too many books or instruments for one call
    /// @throws io.margrid.model.revaluation.BackendException if a device that the user named fails
    /// @throws IllegalStateException after [#close]
    public EngineAnswer evaluate(
            MarginModel model,
            MarketSnapshot market,
            MarketUse use,
            List<BookDraft> drafts,
            CallTerms terms,
            StageTimes times) {
        if (drafts.size() > Limits.BOOKS_PER_CALL) {
            throw new InvalidInputException(
                    "books", "at most %d books in one call: %d".formatted(Limits.BOOKS_PER_CALL, drafts.size()));
        }
        Optional<PricedMarket> kept = use == MarketUse.KEPT ? markets.get(model, market, terms) : Optional.empty();
        if (use == MarketUse.KEPT) {
            times.mark("vectors");
        }
        CheckedDrafts checked = CheckedDrafts.of(model, market, drafts, kept);
        times.mark("check");
        BookRisks risks = kept.isPresent()
                ? BookRisks.over(kept.get(), checked.books(), model::nettingSet)
                : revalue(model, market, checked.books(), terms, times);
        if (kept.isPresent()) {
            times.mark("sum");
        }
        List<AccountResult> results = new ArrayList<>(drafts.size());
        int book = 0;
        for (int d = 0; d < drafts.size(); d++) {
            Optional<BookAssembler.Assembled> one = checked.assembled().get(d);
            if (one.isEmpty()) {
                results.add(new AccountResult.Refused(
                        drafts.get(d).account(), checked.problems().get(d)));
            } else {
                results.add(reduce(model, market, one.get(), risks.sets(book), risks.unusable()));
                book++;
            }
        }
        times.mark("margin");
        return new EngineAnswer(List.copyOf(results), risks.by(), risks.instruments(), risks.cells());
    }

    private BookRisks revalue(
            MarginModel model, MarketSnapshot market, List<Book> books, CallTerms terms, StageTimes times) {
        PackedBooks packed = PackedBooks.of(books, model::nettingSet);
        int instruments = packed.instruments().size();
        if (instruments > Limits.INSTRUMENTS) {
            throw new InvalidInputException(
                    "books", "at most %d instruments in one call: %d".formatted(Limits.INSTRUMENTS, instruments));
        }
        RevaluationPlan plan = model.plan(packed.instruments(), market);
        times.mark("pack");
        Revalued revalued = device.revalue(plan, packed.table(), terms);
        times.mark(revalued.times());
        List<InstrumentRisk> units = units(packed.instruments(), plan, revalued.units());
        return BookRisks.of(books, packed, units, revalued, plan.shocks().scenarios());
    }

    /// What is kept of risk vectors.
    ///
    /// @return counts since the engine was made
    public VectorCacheStatistics vectorCache() {
        return markets.statistics();
    }

    /// Lets go of a market that no call can name any more.
    ///
    /// @param market a market that was used as [MarketUse#KEPT]
    public void forget(MarketSnapshot market) {
        markets.drop(market);
    }

    /// An engine for many accounts in one market that needs their totals only.
    ///
    /// @param model  methodology and parameters; must [serve][ColumnEngine#serves] columns
    /// @param market the market
    /// @return shares this engine's device
    public ColumnEngine columns(MarginModel model, MarketSnapshot market) {
        return new ColumnEngine(device, model, market);
    }

    /// Values instruments and their Greeks as they are, in no scenario.
    ///
    /// @param instruments futures and options that the market quotes
    /// @param market      the market
    /// @return one entry for each, with an empty risk vector
    /// @throws InvalidInputException naming the instruments that cannot be valued
    public List<InstrumentRisk> values(List<Instrument> instruments, MarketSnapshot market) {
        RevaluationPlan plan = Valuation.plan(instruments, market);
        return units(
                instruments,
                plan,
                device.revalue(plan, BookTable.EMPTY, CallTerms.LOCAL).units());
    }

    static List<InstrumentRisk> units(List<Instrument> instruments, RevaluationPlan plan, RevaluationResult result) {
        List<InstrumentRisk> units = new ArrayList<>(instruments.size());
        for (int i = 0; i < instruments.size(); i++) {
            Instrument instrument = instruments.get(i);
            units.add(new InstrumentRisk(
                    instrument,
                    plan.instruments().forward()[i],
                    plan.volatility()[i],
                    result.value()[i],
                    result.delta()[i],
                    result.gamma()[i],
                    result.vega()[i],
                    result.theta()[i],
                    result.riskVector(i)));
        }
        return units;
    }

    private static AccountResult reduce(
            MarginModel model,
            MarketSnapshot market,
            BookAssembler.Assembled assembled,
            List<NettingSetRisk> held,
            Set<String> unusable) {
        Book book = assembled.book();
        List<NettingSetRisk> sets = held.isEmpty() ? emptySets(model, market) : held;
        List<String> notes = repeatNote(assembled.repeats());
        try {
            for (NettingSetRisk set : sets) {
                requireFinite(set, unusable);
            }
            MarginReport report = model.margin(new AccountRisk(book, sets), market);
            return new AccountResult.Margined(
                    report,
                    Stream.concat(notes.stream(), report.notes().stream()).toList());
        } catch (ArithmeticException e) {
            return new AccountResult.Refused(
                    book.account(), List.of(new Violation("", "no margin can be told: " + e.getMessage())));
        }
    }

    /// Names of the instruments that no account may hold, found once for all accounts.
    static Set<String> unusable(List<InstrumentRisk> units) {
        return units.stream()
                .filter(unit -> !unit.isFinite())
                .map(unit -> unit.instrument().name())
                .collect(Collectors.toSet());
    }

    /// A figure that is not finite must never become a margin: it would win or lose comparisons by accident.
    static void requireFinite(NettingSetRisk set, Set<String> unusable) {
        if (!unusable.isEmpty()) {
            for (PositionRisk position : set.positions()) {
                String name = position.unit().instrument().name();
                if (unusable.contains(name)) {
                    throw new ArithmeticException("the risk of %s is not finite".formatted(name));
                }
            }
        }
        for (double pnl : set.pnl()) {
            if (!Double.isFinite(pnl)) {
                throw new ArithmeticException("the profit of " + set.set() + " is not finite: " + pnl);
            }
        }
    }

    private static List<String> repeatNote(Map<Instrument, Integer> repeats) {
        if (repeats.isEmpty()) {
            return List.of();
        }
        int lines = repeats.values().stream().mapToInt(Integer::intValue).sum();
        String names = repeats.keySet().stream()
                .limit(NAMES_IN_NOTE)
                .map(Instrument::name)
                .collect(Collectors.joining(", "));
        String others = repeats.size() > NAMES_IN_NOTE ? ", and %d more".formatted(repeats.size() - NAMES_IN_NOTE) : "";
        return List.of((lines == 1
                        ? "1 line repeats an instrument and was added to its first line: %s%s"
                        : lines + " lines repeat an instrument and were added to its first line: %s%s")
                .formatted(names, others));
    }

    /// An empty book is shown against every pair of the market that the model can margin: matrices of zeros.
    private static List<NettingSetRisk> emptySets(MarginModel model, MarketSnapshot market) {
        Map<NettingSet, NettingSetRisk> sets = new LinkedHashMap<>();
        for (CurrencyPair pair : market.pairs().keySet()) {
            int scenarios = model.grid(pair).size();
            NettingSet set = model.nettingSet(pair, DeribitInstruments.settlement(pair));
            if (scenarios > 0
                    && UsdValue.problem(set.settlementCurrency(), market).isEmpty()) {
                sets.putIfAbsent(set, new NettingSetRisk(set, List.of(), new double[scenarios]));
            }
        }
        return List.copyOf(sets.values());
    }

    /// Waits for a revaluation under way, then closes the backend; calls that come later fail.
    @Override
    public void close() {
        device.close();
    }
}
