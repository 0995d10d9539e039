package io.margrid.bench;

import io.margrid.host.backend.Backends;
import io.margrid.host.engine.FullBookEngine;
import io.margrid.host.engine.StageTimes;
import io.margrid.model.margin.FullBook;
import io.margrid.model.margin.MarginTotals;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.v1.AccountAnswer;
import io.margrid.v1.CurrencyMargin;
import io.margrid.v1.RevaluationTotals;
import io.margrid.v1.RevalueBooksResponse;
import java.util.BitSet;
import java.util.function.Consumer;

/// Compares all answers of a stream with a full book on the reference backend, bit by bit.
final class StreamCheck implements Consumer<RevalueBooksResponse> {
    private static final int INVALID_ARGUMENT = 3;

    private final FullBook book;
    private final MarginTotals expected;
    private final BitSet answered = new BitSet();
    private RevaluationTotals totals = RevaluationTotals.getDefaultInstance();

    private StreamCheck(FullBook book, MarginTotals expected) {
        this.book = book;
        this.expected = expected;
    }

    /// The margins that answers have to have.
    static MarginTotals expected(StreamWorkload workload) {
        try (RevaluationBackend backend = Backends.open("scalar");
                FullBookEngine engine = new FullBookEngine(
                        backend,
                        workload.exchange().model(),
                        workload.exchange().book())) {
            return engine.margin(workload.market(), new StageTimes());
        }
    }

    static StreamCheck of(StreamWorkload workload, MarginTotals expected) {
        return new StreamCheck(workload.exchange().book(), expected);
    }

    @Override
    public void accept(RevalueBooksResponse message) {
        message.getAnswers().getAnswersList().forEach(this::check);
        if (message.hasTotals()) {
            totals = message.getTotals();
        }
    }

    private void check(AccountAnswer answer) {
        int account = Math.toIntExact(answer.getIndex());
        require(!answered.get(account), account, "is answered twice");
        answered.set(account);
        require(answer.getAccount().equals(book.accounts().get(account)), account, "has another name");
        if (StreamWorkload.isPoisoned(account)) {
            require(answer.getError().getCode() == INVALID_ARGUMENT, account, "is poisoned and was not refused");
            return;
        }
        require(answer.hasReport(), account, "was refused");
        int line = book.firstLine()[account];
        for (CurrencyMargin margin : answer.getReport().getCurrenciesList()) {
            same(expected.initial()[line], margin.getInitialMargin(), account);
            same(expected.maintenance()[line], margin.getMaintenanceMargin(), account);
            for (int c = 0; c < expected.components().size(); c++) {
                same(expected.amounts()[c][line], margin.getComponents(c).getAmount(), account);
            }
            line++;
        }
        require(line == book.firstLine()[account + 1], account, "has another number of currencies");
        same(expected.initialUsd(account), answer.getReport().getInitialMarginUsd(), account);
    }

    private static void same(double expected, double found, int account) {
        require(
                Double.doubleToRawLongBits(expected) == Double.doubleToRawLongBits(found),
                account,
                "has %s for %s".formatted(found, expected));
    }

    private static void require(boolean right, int account, String what) {
        if (!right) {
            throw new IllegalStateException("account %d %s".formatted(account, what));
        }
    }

    /// Whether everybody was answered, and the counts say so.
    ///
    /// @throws IllegalStateException if not
    RevaluationTotals end() {
        int accounts = book.accounts().size();
        if (answered.cardinality() != accounts
                || totals.getAccountsIn() != accounts
                || totals.getAccountsReported() + totals.getAccountsRefused() != accounts
                || totals.getLinesReported() + totals.getLinesRefused() != totals.getLinesIn()) {
            throw new IllegalStateException(
                    "%d of %d accounts were answered: %s".formatted(answered.cardinality(), accounts, totals));
        }
        return totals;
    }
}
