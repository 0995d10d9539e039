package io.margrid.host.engine;

import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.margin.FullBook;
import io.margrid.model.margin.FullBookBuilder;
import io.margrid.model.margin.FullBookInstruments;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.MarginTotals;
import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.margin.TotalsReducer;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Margins chunk after chunk of accounts in one market to totals: names are looked up once and instruments
/// turned into columns once for all chunks, and there is no object for a position.
///
/// The totals are those of [MarginEngine], bit by bit, without its reports. One thread at a time.
public final class ColumnEngine {
    /// What [#instrument] says of a name that no account here may hold.
    public static final int NOT_USABLE = -1;

    /// Names that are remembered to be of no use, so that a stream of ever new ones does not fill the memory.
    /// Those of use are no more than the market has.
    private static final int KNOWN_MAX = 1 << 17;

    private final Revaluer device;
    private final MarginModel model;
    private final MarketSnapshot market;
    private final Map<String, Integer> indices = new HashMap<>();
    private final Map<String, Boolean> currencies = new HashMap<>();
    private final List<Instrument> instruments = new ArrayList<>();
    private FullBookInstruments table = new FullBookInstruments(List.of());
    private RevaluationPlan plan;

    /// Used again for every chunk that it has room for.
    private RevaluationResult memory = RevaluationResult.allocate(Set.of(), 0, 0, 0);

    private int rowsMax;

    ColumnEngine(Revaluer device, MarginModel model, MarketSnapshot market) {
        this.device = device;
        this.model = model;
        this.market = market;
        plan = model.plan(List.of(), market);
    }

    /// The margins of a chunk.
    ///
    /// @param totals the figures of its accounts. Their worst cells are overwritten by the next chunk
    /// @param by     who computed
    public record Margined(MarginTotals totals, BackendInfo by) {}

    /// Whether a model margins columns at all.
    ///
    /// @param model  the model
    /// @param market a market
    /// @return false if it makes only reports
    public static boolean serves(MarginModel model, MarketSnapshot market) {
        return model.totals(new FullBookBuilder(List.of()).build(), market).isPresent();
    }

    /// What a name stands for in the books of this engine.
    ///
    /// @param name any text
    /// @return what a builder from [#accounts] takes as its index; [#NOT_USABLE] if it is no instrument that the
    ///     model can margin in the market
    public int instrument(String name) {
        Integer known = indices.get(name);
        return known == null ? find(name) : known;
    }

    private int find(String name) {
        int index = NOT_USABLE;
        try {
            Instrument instrument = market.instrument(name).orElseGet(() -> DeribitInstruments.position(name));
            if (model.problem(instrument, market).isEmpty()) {
                index = instruments.size();
                instruments.add(instrument);
            }
        } catch (IllegalArgumentException notAName) {
            // Not the name of an instrument: whoever holds it is refused, with the reason, by MarginEngine.
        }
        if (index != NOT_USABLE || indices.size() < KNOWN_MAX) {
            indices.put(name, index);
        }
        return index;
    }

    /// Whether accounts may have amounts in a settlement currency that no rule computes.
    ///
    /// @param code lower-case code
    /// @return false if the model cannot margin it in the market
    public boolean isCurrency(String code) {
        Boolean known = currencies.get(code);
        if (known == null) {
            known = model.currencyProblem(code, market).isEmpty();
            if (currencies.size() < KNOWN_MAX) {
                currencies.put(code, known);
            }
        }
        return known;
    }

    /// The number of instruments that have been looked up and may be held.
    ///
    /// @return zero or more
    public int instruments() {
        return instruments.size();
    }

    /// A builder for the accounts of a chunk.
    ///
    /// @return takes every index that [#instrument] has given
    public FullBookBuilder accounts() {
        if (table.instruments().size() != instruments.size()) {
            table = new FullBookInstruments(instruments);
            plan = model.plan(table.instruments(), market);
        }
        return new FullBookBuilder(table);
    }

    /// Margins a chunk. Blocks.
    ///
    /// @param chunk made with the last builder from [#accounts]
    /// @param terms of the call that wants it
    /// @return its totals; accounts with a figure that is not finite are refused in them
    /// @throws io.margrid.model.revaluation.BackendException if a device that the user named fails
    /// @throws IllegalStateException if the device was closed
    public Margined margin(FullBook chunk, CallTerms terms) {
        TotalsReducer reducer = model.totals(chunk, market).orElseThrow();
        RevaluationBatch batch =
                new RevaluationBatch(plan.instruments(), plan.shocks(), chunk.table(), reducer.rules());
        reserve(batch, reducer.outputs());
        MarginTotals totals = MarginTotals.allocate(chunk, model.components(), memory.worstCells());
        for (int c = 0; c < totals.usdIndex().length; c++) {
            totals.usdIndex()[c] = reducer.usdIndex(chunk.currencies().get(c));
        }
        AccountBlocks blocks = new AccountBlocks(chunk, reducer, memory, totals);
        long cells = (long) Math.max(instruments.size(), chunk.table().rows())
                * batch.shocks().scenarios();
        BackendInfo by = device.exclusively(cells, terms, backend -> {
            backend.revalue(batch, memory, blocks);
            return backend.info();
        });
        blocks.finish();
        return new Margined(totals, by);
    }

    private void reserve(RevaluationBatch batch, Set<Output> outputs) {
        int rows = batch.books().rows();
        int n = batch.instruments().size();
        boolean fits = outputs.equals(memory.outputs())
                && memory.scenarios() == batch.shocks().scenarios()
                && (memory.wants(Output.GREEKS) ? memory.value().length : n) == n
                && rows <= rowsMax;
        if (!fits) {
            rowsMax = Math.max(rows, rowsMax);
            memory = RevaluationResult.allocate(outputs, batch.shocks().scenarios(), n, rowsMax);
        }
    }
}
