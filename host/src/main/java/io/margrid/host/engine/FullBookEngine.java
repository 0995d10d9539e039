package io.margrid.host.engine;

import io.margrid.model.margin.FullBook;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.MarginTotals;
import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.margin.TotalsReducer;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.ResidentBooks;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.WorstCells;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Margins every account of a book in one market after another: books are kept, instruments are priced once, and
/// accounts are reduced to totals by the threads that summed them.
///
/// The totals are those of [MarginEngine], bit by bit, without its reports. One thread at a time.
public final class FullBookEngine implements AutoCloseable {
    private final RevaluationBackend backend;
    private final MarginModel model;
    private final FullBook book;
    private final ResidentBooks kept;
    private Memory memory;
    private Optional<UsableAccounts> usable = Optional.empty();

    /// What is used again for every market.
    private record Memory(Set<Output> outputs, RevaluationResult result, MarginTotals totals) {}

    /// An engine for a book.
    ///
    /// @param backend not closed with the engine
    /// @param model   methodology and parameters
    /// @param book    the accounts; must not change
    /// @throws io.margrid.model.revaluation.BackendException if the device has no memory for the books
    public FullBookEngine(RevaluationBackend backend, MarginModel model, FullBook book) {
        this.backend = backend;
        this.model = model;
        this.book = book;
        kept = backend.keep(book.table());
        RevaluationResult none = RevaluationResult.allocate(Set.of(), 0, 0, 0);
        memory = new Memory(Set.of(), none, MarginTotals.allocate(book, model.components(), WorstCells.allocate(0)));
    }

    /// Who computed last, or is to compute first.
    ///
    /// @return label and description
    public BackendInfo backend() {
        return backend.info();
    }

    /// Margins all accounts.
    ///
    /// @param market the market
    /// @param times  takes the stages `plan` and `revalue`
    /// @return the totals, overwritten by the next call; accounts with an instrument or currency that the model
    ///     cannot margin in the market are refused, the others are not touched by that
    /// @throws io.margrid.model.revaluation.BackendException if a device that the user named fails
    public MarginTotals margin(MarketSnapshot market, StageTimes times) {
        FullBookProblems problems = FullBookProblems.of(book, model, market);
        return problems.isEmpty() ? all(market, times) : usable(problems, market, times);
    }

    private MarginTotals usable(FullBookProblems problems, MarketSnapshot market, StageTimes times) {
        if (usable.isEmpty() || !usable.get().serves(problems)) {
            usable.ifPresent(UsableAccounts::close);
            usable = Optional.of(new UsableAccounts(backend, model, book, problems));
        }
        UsableAccounts accounts = usable.get();
        return accounts.spread(accounts.engine().margin(market, times), problems);
    }

    private MarginTotals all(MarketSnapshot market, StageTimes times) {
        RevaluationPlan plan = model.plan(book.instruments(), market);
        TotalsReducer reducer = model.totals(book, market).orElseGet(() -> new ReportTotals(model, book, plan, market));
        RevaluationBatch batch = new RevaluationBatch(plan.instruments(), plan.shocks(), book.table(), reducer.rules());
        reserve(batch, reducer.outputs());
        MarginTotals totals = memory.totals();
        totals.refused().clear();
        for (int c = 0; c < totals.usdIndex().length; c++) {
            totals.usdIndex()[c] = reducer.usdIndex(book.currencies().get(c));
        }
        times.mark("plan");
        AccountBlocks blocks = new AccountBlocks(book, reducer, memory.result(), totals);
        backend.revalue(batch, memory.result(), blocks);
        blocks.finish();
        times.mark("revalue");
        return totals;
    }

    private void reserve(RevaluationBatch batch, Set<Output> wanted) {
        EnumSet<Output> outputs = EnumSet.of(Output.WORST_CELLS);
        outputs.addAll(wanted);
        if (!outputs.equals(memory.outputs())
                || memory.result().scenarios() != batch.shocks().scenarios()) {
            RevaluationResult result = RevaluationResult.allocate(batch, outputs);
            memory = new Memory(outputs, result, MarginTotals.allocate(book, model.components(), result.worstCells()));
        }
    }

    /// Lets the backend forget the books.
    @Override
    public void close() {
        usable.ifPresent(UsableAccounts::close);
        kept.close();
    }
}
