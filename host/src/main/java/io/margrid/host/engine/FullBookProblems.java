package io.margrid.host.engine;

import io.margrid.model.book.PassThroughAmounts;
import io.margrid.model.margin.FullBook;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.market.MarketSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a model cannot margin in a market, of the instruments and pass-through currencies of a full book.
///
/// @param instruments what is wrong with each instrument that has a problem, by index
/// @param currencies  what is wrong with each currency that has a problem, by index
record FullBookProblems(Map<Integer, String> instruments, Map<Integer, String> currencies) {
    static FullBookProblems of(FullBook book, MarginModel model, MarketSnapshot market) {
        Map<Integer, String> instruments = new TreeMap<>();
        for (int i = 0; i < book.instruments().size(); i++) {
            int index = i;
            model.problem(book.instruments().get(i), market).ifPresent(problem -> instruments.put(index, problem));
        }
        Map<Integer, String> currencies = new TreeMap<>();
        for (int c = 0; c < book.currencies().size(); c++) {
            int index = c;
            model.currencyProblem(book.currencies().get(c), market)
                    .ifPresent(problem -> currencies.put(index, problem));
        }
        return new FullBookProblems(instruments, currencies);
    }

    boolean isEmpty() {
        return instruments.isEmpty() && currencies.isEmpty();
    }

    /// Why each account that is touched by a problem has no margin, by index.
    Map<Integer, String> refusals(FullBook book) {
        Map<Integer, String> refusals = new TreeMap<>();
        for (int account = 0; account < book.accounts().size(); account++) {
            String refusal = refusal(book, account);
            if (!refusal.isEmpty()) {
                refusals.put(account, refusal);
            }
        }
        return refusals;
    }

    /// Why an account has no margin; empty if no problem touches it.
    String refusal(FullBook book, int account) {
        List<String> problems = new ArrayList<>();
        for (int line = book.firstLine()[account]; line < book.firstLine()[account + 1]; line++) {
            String problem = currencies.get(book.currency()[line]);
            // Positions name their currency's problem themselves.
            boolean positions = book.firstRow()[line] < book.firstRow()[line + 1];
            if (problem != null && !(positions && book.passThrough().get(line).equals(PassThroughAmounts.NONE))) {
                problems.add(problem);
            }
        }
        int end = book.table().rowStart()[book.firstRowOf(account + 1)];
        for (int e = book.table().rowStart()[book.firstRowOf(account)]; e < end; e++) {
            String problem = instruments.get(book.table().instrument()[e]);
            if (problem != null) {
                problems.add(problem);
            }
        }
        return String.join("; ", problems);
    }
}
