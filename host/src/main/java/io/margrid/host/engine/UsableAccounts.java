package io.margrid.host.engine;

import io.margrid.model.book.PassThroughAmounts;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.margin.FullBook;
import io.margrid.model.margin.FullBookBuilder;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.MarginTotals;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.WorstCells;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// The accounts of a full book that no problem of a market touches, as a book of their own, and the way back: what
/// is wrong with some accounts costs the others nothing but time.
final class UsableAccounts implements AutoCloseable {
    private final FullBook all;
    private final FullBookProblems problems;
    private final Set<Integer> refusals;
    private final FullBookEngine engine;
    private final MarginTotals totals;

    UsableAccounts(RevaluationBackend backend, MarginModel model, FullBook all, FullBookProblems problems) {
        this.all = all;
        this.problems = problems;
        refusals = problems.refusals(all).keySet();
        engine = new FullBookEngine(backend, model, select());
        totals = MarginTotals.allocate(
                all, model.components(), WorstCells.allocate(all.table().rows()));
    }

    /// Whether the same is wrong, whatever the words.
    boolean serves(FullBookProblems now) {
        return now.instruments().keySet().equals(problems.instruments().keySet())
                && now.currencies().keySet().equals(problems.currencies().keySet());
    }

    FullBookEngine engine() {
        return engine;
    }

    private FullBook select() {
        int[] index = new int[all.instruments().size()];
        Arrays.fill(index, -1);
        List<Instrument> instruments = new ArrayList<>();
        for (int i = 0; i < index.length; i++) {
            if (!problems.instruments().containsKey(i)) {
                index[i] = instruments.size();
                instruments.add(all.instruments().get(i));
            }
        }
        FullBookBuilder builder = new FullBookBuilder(instruments);
        for (int account = 0; account < all.accounts().size(); account++) {
            if (refusals.contains(account)) {
                continue;
            }
            builder.account(all.accounts().get(account));
            for (int line = all.firstLine()[account]; line < all.firstLine()[account + 1]; line++) {
                PassThroughAmounts given = all.passThrough().get(line);
                if (all.firstRow()[line] == all.firstRow()[line + 1] || !given.equals(PassThroughAmounts.NONE)) {
                    builder.passThrough(all.currencies().get(all.currency()[line]), given);
                }
            }
            int end = all.table().rowStart()[all.firstRowOf(account + 1)];
            for (int e = all.table().rowStart()[all.firstRowOf(account)]; e < end; e++) {
                builder.position(index[all.table().instrument()[e]], all.table().quantity()[e]);
            }
        }
        return builder.build();
    }

    /// The totals of all accounts.
    ///
    /// @param part totals of the usable ones
    /// @param now  what is wrong with the others
    MarginTotals spread(MarginTotals part, FullBookProblems now) {
        totals.refused().clear();
        for (int c = 0; c < totals.usdIndex().length; c++) {
            int there = part.book().currencies().indexOf(all.currencies().get(c));
            totals.usdIndex()[c] = there < 0 ? Double.NaN : part.usdIndex()[there];
        }
        // The accounts are the same, their reasons may have other figures.
        refusals.forEach(account -> totals.refuse(account, now.refusal(all, account)));
        int there = 0;
        for (int account = 0; account < all.accounts().size(); account++) {
            if (!refusals.contains(account)) {
                copy(part, there, account);
                there++;
            }
        }
        return totals;
    }

    private void copy(MarginTotals part, int from, int to) {
        int lines = all.firstLine()[to + 1] - all.firstLine()[to];
        int fromLine = part.book().firstLine()[from];
        int toLine = all.firstLine()[to];
        System.arraycopy(part.initial(), fromLine, totals.initial(), toLine, lines);
        System.arraycopy(part.maintenance(), fromLine, totals.maintenance(), toLine, lines);
        for (int c = 0; c < totals.amounts().length; c++) {
            System.arraycopy(part.amounts()[c], fromLine, totals.amounts()[c], toLine, lines);
        }
        int rows = all.firstRowOf(to + 1) - all.firstRowOf(to);
        totals.worstCells().copy(part.worstCells(), part.book().firstRowOf(from), all.firstRowOf(to), rows);
        String refusal = part.refused().get(from);
        if (refusal != null) {
            totals.refuse(to, refusal);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
