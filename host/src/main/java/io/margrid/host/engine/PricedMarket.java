package io.margrid.host.engine;

import io.margrid.model.instrument.Instrument;
import io.margrid.model.margin.InstrumentRisk;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.BookTable;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Every instrument of a market that a model can margin, revalued. Immutable.
final class PricedMarket {
    /// Of an instrument beside its vector, by estimate: objects, the name's entry.
    private static final int BYTES_PER_INSTRUMENT = 200;

    private final Map<String, InstrumentRisk> units;
    private final Set<String> unusable;
    private final int scenarios;
    private final BackendInfo by;

    private PricedMarket(Map<String, InstrumentRisk> units, Set<String> unusable, int scenarios, BackendInfo by) {
        this.units = units;
        this.unusable = unusable;
        this.scenarios = scenarios;
        this.by = by;
    }

    /// Instruments of a market that a model has no problem with.
    static List<Instrument> instruments(MarginModel model, MarketSnapshot market) {
        return market.instruments().values().stream()
                .filter(instrument -> model.problem(instrument, market).isEmpty())
                .sorted(Instrument.CANONICAL_ORDER)
                .toList();
    }

    /// Memory of a priced market, by estimate.
    ///
    /// @return bytes
    static long bytes(int instruments, int scenarios) {
        return (long) instruments * ((long) scenarios * Double.BYTES + BYTES_PER_INSTRUMENT);
    }

    /// Prices instruments.
    static PricedMarket of(List<Instrument> instruments, RevaluationPlan plan, Revaluer revaluer, CallTerms terms) {
        Revalued revalued = revaluer.revalue(plan, BookTable.EMPTY, terms);
        List<InstrumentRisk> list = MarginEngine.units(instruments, plan, revalued.units());
        Map<String, InstrumentRisk> units = HashMap.newHashMap(list.size());
        list.forEach(unit -> units.put(unit.instrument().name(), unit));
        return new PricedMarket(
                Collections.unmodifiableMap(units),
                MarginEngine.unusable(list),
                plan.shocks().scenarios(),
                revalued.by());
    }

    /// An instrument by its name.
    ///
    /// @return empty if the market does not have it or the model has a problem with it
    Optional<InstrumentRisk> unit(String name) {
        return Optional.ofNullable(units.get(name));
    }

    /// Names of the instruments that no account may hold, since a figure is not finite.
    Set<String> unusable() {
        return unusable;
    }

    /// Instruments.
    int size() {
        return units.size();
    }

    /// Entries of each vector.
    int scenarios() {
        return scenarios;
    }

    /// Who computed.
    BackendInfo by() {
        return by;
    }

    /// Memory, by estimate.
    long bytes() {
        return bytes(units.size(), scenarios);
    }
}
