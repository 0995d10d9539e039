package io.margrid.model.deribit;

import io.margrid.model.book.PassThroughAmounts;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.margin.FullBook;
import io.margrid.model.margin.MarginTotals;
import io.margrid.model.margin.NettingSet;
import io.margrid.model.margin.TotalsReducer;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.PairMarket;
import io.margrid.model.revaluation.CellRules;
import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.RunSums;
import io.margrid.model.revaluation.RunWeights;
import io.margrid.model.valuation.UsdValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// [DeribitPortfolioMargin] of all accounts of a book in one market, from columns to columns.
final class PortfolioTotals implements TotalsReducer {
    private final DeribitPortfolioMargin model;
    private final FullBook book;
    private final MarketSnapshot market;
    private final CellRules rules;
    private final ShockCharges[] charges;
    private final RollSchedule[] schedules;

    /// Of each netting set: whether its currency is in the correlation set, and if so its scenarios' moves.
    private final boolean[] correlated;

    private final double[][] moves;

    /// Of each kind of instruments: slot in its set's schedule; which of a run's sums count but for long options.
    private final int[] slot;

    private final int[] other;

    /// Of each instrument: delta that the shocks count.
    private final double[] delta;
    private final boolean[] finite;
    private boolean allFinite;

    private final int[] firstRun;
    private final int[] runKind;
    private final int slots;

    /// Deltas by slot, and two sums: one array for each thread.
    private final ThreadLocal<double[]> scratch;

    PortfolioTotals(DeribitPortfolioMargin model, FullBook book, MarketSnapshot market) {
        this.model = model;
        this.book = book;
        this.market = market;
        int n = book.instruments().size();
        int sets = book.sets().size();
        slot = new int[book.kinds().size()];
        other = new int[slot.length];
        delta = new double[n];
        finite = new boolean[n];
        charges = new ShockCharges[sets];
        schedules = new RollSchedule[sets];
        correlated = new boolean[sets];
        moves = new double[sets][];
        int scenarios =
                sets == 0 ? 0 : model.grid(book.sets().getFirst().pair()).size();
        rules = CellRules.none(Math.max(1, sets), scenarios);
        for (int g = 0; g < sets; g++) {
            prepare(g, scenarios);
        }
        slots = Arrays.stream(schedules).mapToInt(RollSchedule::size).max().orElse(0);
        scratch = ThreadLocal.withInitial(() -> new double[slots + 2]);
        firstRun = book.runs().firstRun();
        runKind = book.runKind();
        for (int kind = 0; kind < slot.length; kind++) {
            Instrument one = book.kinds().get(kind);
            slot[kind] = schedules[book.sets().indexOf(NettingSet.of(one))].slot(one.expiry());
            other[kind] = one instanceof OptionContract ? 1 : 0;
        }
    }

    private void prepare(int g, int scenarios) {
        NettingSet set = book.sets().get(g);
        PairMarket pairMarket = market.pair(set.pair()).orElseThrow();
        CellRules own = model.adjustment(set, pairMarket).rules(model.grid(set.pair()));
        System.arraycopy(own.dampenBefore(), 0, rules.dampenBefore(), g * scenarios, scenarios);
        System.arraycopy(own.capBefore(), 0, rules.capBefore(), g * scenarios, scenarios);
        System.arraycopy(own.gainFactor(), 0, rules.gainFactor(), g * scenarios, scenarios);
        System.arraycopy(own.capAfter(), 0, rules.capAfter(), g * scenarios, scenarios);
        System.arraycopy(own.dampenAfter(), 0, rules.dampenAfter(), g * scenarios, scenarios);
        correlated[g] = model.parameters().currency(set.pair().base()).correlationSet();
        moves[g] = WorstCase.moves(model.grid(set.pair()));
        List<Optional<Instant>> expiries = book.kinds().stream()
                .filter(one -> NettingSet.of(one).equals(set))
                .map(Instrument::expiry)
                .toList();
        charges[g] = model.charges(set, pairMarket);
        schedules[g] = charges[g].schedule(expiries);
    }

    @Override
    public CellRules rules() {
        return rules;
    }

    @Override
    public Set<Output> outputs() {
        EnumSet<Output> outputs = EnumSet.of(Output.GREEKS, Output.RISK_VECTORS, Output.WORST_CELLS);
        for (boolean one : correlated) {
            if (one) {
                outputs.add(Output.BOOK_PNL);
            }
        }
        return Collections.unmodifiableSet(outputs);
    }

    @Override
    public double usdIndex(String currency) {
        return UsdValue.index(currency, market).orElseThrow();
    }

    @Override
    public RunWeights instruments(RevaluationResult result) {
        List<Instrument> instruments = book.instruments();
        allFinite = true;
        for (int i = 0; i < instruments.size(); i++) {
            Instrument instrument = instruments.get(i);
            delta[i] = charges[book.setOf()[i]].unitDelta(instrument, result.delta()[i], result.value()[i]);
            finite[i] = result.isFinite(i);
            allFinite &= finite[i];
        }
        return new RunWeights(book.runs(), delta);
    }

    @Override
    public void reduce(RevaluationResult result, int from, int to, RunSums sums, MarginTotals totals) {
        double[] deltas = scratch.get();
        for (int account = from; account < to; account++) {
            try {
                for (int line = book.firstLine()[account]; line < book.firstLine()[account + 1]; line++) {
                    reduceLine(result, line, sums, deltas, totals);
                }
            } catch (ArithmeticException e) {
                Arrays.fill(deltas, 0.0);
                totals.refuse(account, "no margin can be told: " + e.getMessage());
            }
        }
    }

    private void reduceLine(RevaluationResult result, int line, RunSums sums, double[] deltas, MarginTotals totals) {
        double rollShock = 0.0;
        double deltaShock = 0.0;
        double losses = 0.0;
        double left = 0.0;
        double right = 0.0;
        for (int row = book.firstRow()[line]; row < book.firstRow()[line + 1]; row++) {
            requireFinite(result, row);
            int set = book.table().ruleGroup()[row];
            charge(row, sums, deltas);
            rollShock += charges[set].amount(schedules[set].charge(deltas));
            deltaShock += charges[set].deltaShock(deltas[slots], deltas[slots + 1]);
            if (correlated[set]) {
                int cells = row * result.stride();
                left += WorstCase.lowest(moves[set], -1, rules, set, result.bookPnl(), cells);
                right += WorstCase.lowest(moves[set], 1, rules, set, result.bookPnl(), cells);
            } else if (result.worstCells().worst()[row] >= 0) {
                losses += Math.max(0.0, -result.worstCells().worstPnl()[row]);
            }
        }
        double worstCase = WorstCase.combined(losses, left, right);
        PassThroughAmounts given = book.passThrough().get(line);
        double riskMatrixMargin = DeribitPortfolioMargin.riskMatrixMargin(worstCase, rollShock, deltaShock, given);
        totals.initial()[line] = DeribitPortfolioMargin.initial(riskMatrixMargin, given);
        totals.maintenance()[line] = model.maintenance(riskMatrixMargin);
        double[][] amounts = totals.amounts();
        int c = 0;
        amounts[c++][line] = worstCase;
        amounts[c++][line] = rollShock;
        amounts[c++][line] = deltaShock;
        amounts[c++][line] = given.correlationContingency();
        amounts[c++][line] = riskMatrixMargin;
        amounts[c++][line] = given.mmpMargin();
        amounts[c++][line] = given.openOrdersMargin();
        amounts[c][line] = given.spotMargin();
    }

    /// Adds up deltas of runs as [ShockCharges#of] does.
    ///
    /// @param sums   of the row's runs
    /// @param deltas takes those of the slots, then of all positions, then of all but long options
    private void charge(int row, RunSums sums, double[] deltas) {
        double total = 0.0;
        double others = 0.0;
        double[] ofRuns = sums.sumsUnsafe();
        int at = sums.index(firstRun[row]);
        int endRun = firstRun[row + 1];
        for (int run = firstRun[row]; run < endRun; run++) {
            int kind = runKind[run];
            double net = ofRuns[at];
            deltas[slot[kind]] += net;
            total += net;
            others += ofRuns[at + other[kind]];
            at += RunSums.COLUMNS;
        }
        deltas[slots] = total;
        deltas[slots + 1] = others;
    }

    /// A figure that is not finite must never become a margin.
    private void requireFinite(RevaluationResult result, int row) {
        if (!allFinite) {
            for (int e = book.table().rowStart()[row]; e < book.table().rowStart()[row + 1]; e++) {
                int i = book.table().instrument()[e];
                if (!finite[i]) {
                    throw new ArithmeticException("the risk of %s is not finite"
                            .formatted(book.instruments().get(i).name()));
                }
            }
        }
        int defect = result.worstCells().notFinite()[row];
        if (defect >= 0) {
            throw new ArithmeticException("the profit of %s in scenario %d is not finite"
                    .formatted(book.sets().get(book.table().ruleGroup()[row]), defect + 1));
        }
    }
}
