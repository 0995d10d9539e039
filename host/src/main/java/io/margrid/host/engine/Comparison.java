package io.margrid.host.engine;

import io.margrid.model.book.Book;
import io.margrid.model.input.Violation;
import io.margrid.model.margin.AccountEquity;
import io.margrid.model.margin.AccountFigure;
import io.margrid.model.margin.AccountRisk;
import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.NettingSetMargin;
import io.margrid.model.margin.NettingSetRisk;
import io.margrid.model.margin.PositionReport;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.valuation.UsdValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// One book under several methodologies.
///
/// @param account    the account's name
/// @param equityUsd  what the account is worth at the marks; empty where the book has no balances
/// @param grossUsd   sum of the sizes of its positions at their forwards; empty where no model took the book, or
///                   the market has no USD price of a quote currency
/// @param rows       one for each methodology, in the order asked for
public record Comparison(String account, OptionalDouble equityUsd, OptionalDouble grossUsd, List<Row> rows) {
    /// Copies the rows.
    public Comparison {
        rows = List.copyOf(rows);
    }

    /// One methodology.
    ///
    /// @param model    methodology and parameters
    /// @param outcome  its margins; empty if it has none for this book
    /// @param problems why there are none
    /// @param times    where the time went: one revaluation of its scenarios, and the reduction
    public record Row(MarginModel model, Optional<Outcome> outcome, List<Violation> problems, StageTimes times) {
        /// Copies the list.
        public Row {
            problems = List.copyOf(problems);
        }
    }

    /// What a methodology asks for.
    ///
    /// @param initialUsd     initial margin
    /// @param maintenanceUsd maintenance margin
    /// @param equityUsd      what the methodology itself counts as equity, for example after haircuts; empty where
    ///     it tells none
    /// @param worst          the worst scenario, if the methodology has any
    /// @param standAlone     what the positions would need if each were an account of its own
    /// @param notes          what a reader should know
    public record Outcome(
            double initialUsd,
            double maintenanceUsd,
            OptionalDouble equityUsd,
            Optional<Worst> worst,
            StandAlone standAlone,
            List<String> notes) {}

    /// The scenario in which a netting set loses most.
    ///
    /// @param set the set
    /// @param usd its profit there, USD
    public record Worst(NettingSetMargin set, double usd) {}

    /// Margins a book under each methodology.
    ///
    /// @param engine does it
    /// @param models methodologies with their parameters
    /// @param market the market
    /// @param draft  the book
    /// @return a row for each
    public static Comparison of(MarginEngine engine, List<MarginModel> models, MarketSnapshot market, BookDraft draft) {
        List<Row> rows = new ArrayList<>();
        Optional<MarginReport> any = Optional.empty();
        for (MarginModel model : models) {
            StageTimes times = new StageTimes();
            AccountResult result = engine.evaluate(model, market, List.of(draft), times)
                    .results()
                    .getFirst();
            switch (result) {
                case AccountResult.Refused refused ->
                    rows.add(new Row(model, Optional.empty(), refused.violations(), times));
                case AccountResult.Margined margined -> {
                    MarginReport report = margined.report();
                    any = any.isPresent() ? any : Optional.of(report);
                    StandAlone alone = StandAlone.of(engine, model, market, report, draft.terms());
                    Outcome outcome = new Outcome(
                            report.initialUsd(),
                            report.maintenanceUsd(),
                            ownEquity(report),
                            worst(report),
                            alone,
                            margined.notes());
                    rows.add(new Row(model, Optional.of(outcome), List.of(), times));
                }
            }
        }
        return new Comparison(
                draft.account(),
                any.map(report -> equity(engine, report, market, draft)).orElse(OptionalDouble.empty()),
                any.map(report -> gross(report, market)).orElse(OptionalDouble.empty()),
                rows);
    }

    private static OptionalDouble ownEquity(MarginReport report) {
        return report.figure(AccountEquity.EQUITY).stream()
                .mapToDouble(AccountFigure::amount)
                .findFirst();
    }

    private static Optional<Worst> worst(MarginReport report) {
        Optional<Worst> found = Optional.empty();
        for (CurrencyMargin currency : report.currencies()) {
            Optional<NettingSetMargin> set = currency.worstSet();
            if (set.isPresent()) {
                double usd = set.get().worst().orElseThrow().worst().pnl() * currency.usdIndex();
                if (found.isEmpty() || usd < found.get().usd()) {
                    found = Optional.of(new Worst(set.get(), usd));
                }
            }
        }
        return found;
    }

    /// Equity by the values of the contracts themselves, not by those of a methodology.
    private static OptionalDouble equity(
            MarginEngine engine, MarginReport report, MarketSnapshot market, BookDraft draft) {
        List<PositionReport> lines = report.positions();
        Book book = new Book(
                draft.account(),
                lines.stream().map(line -> line.risk().position()).toList(),
                Map.of(),
                draft.terms());
        boolean valued = AccountEquity.problems(book, market).isEmpty()
                && lines.stream().allMatch(line -> quoteUsd(line, market).isPresent());
        if (draft.terms().balances().isEmpty() || !valued) {
            return OptionalDouble.empty();
        }
        var units = engine.values(
                lines.stream().map(line -> line.risk().position().instrument()).toList(), market);
        List<PositionRisk> positions = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            positions.add(new PositionRisk(lines.get(i).risk().position(), units.get(i)));
        }
        List<NettingSetRisk> sets = positions.isEmpty()
                ? List.of()
                : List.of(new NettingSetRisk(lines.getFirst().set(), positions, new double[0]));
        return OptionalDouble.of(
                AccountEquity.of(new AccountRisk(book, sets), market, false).usd());
    }

    private static OptionalDouble gross(MarginReport report, MarketSnapshot market) {
        double sum = 0.0;
        for (PositionReport line : report.positions()) {
            OptionalDouble quote = quoteUsd(line, market);
            if (quote.isEmpty()) {
                return OptionalDouble.empty();
            }
            sum += Math.abs(line.risk().quantity()) * line.risk().unit().forward() * quote.getAsDouble();
        }
        return OptionalDouble.of(sum);
    }

    private static OptionalDouble quoteUsd(PositionReport line, MarketSnapshot market) {
        return UsdValue.price(line.risk().position().instrument().pair().quote(), market);
    }

    /// Initial margin over equity.
    ///
    /// @param row one of the rows
    /// @return empty without an outcome, or without equity above 0
    public OptionalDouble utilisation(Row row) {
        return row.outcome().isPresent() && equityUsd.isPresent() && equityUsd.getAsDouble() > 0.0
                ? OptionalDouble.of(row.outcome().get().initialUsd() / equityUsd.getAsDouble())
                : OptionalDouble.empty();
    }

    /// Gross notional over initial margin: how much can be held for one dollar of margin.
    ///
    /// @param row one of the rows
    /// @return empty without an outcome, margin or notional
    public OptionalDouble leverage(Row row) {
        return row.outcome().isPresent() && row.outcome().get().initialUsd() > 0.0 && grossUsd.isPresent()
                ? OptionalDouble.of(grossUsd.getAsDouble() / row.outcome().get().initialUsd())
                : OptionalDouble.empty();
    }

    /// Equity less initial margin.
    ///
    /// @param row one of the rows
    /// @return empty without an outcome or equity; negative where the account is short of margin
    public OptionalDouble freeUsd(Row row) {
        return row.outcome().isPresent() && equityUsd.isPresent()
                ? OptionalDouble.of(
                        equityUsd.getAsDouble() - row.outcome().get().initialUsd())
                : OptionalDouble.empty();
    }

    /// What netting saves: 1 less initial margin over the sum of the positions' own.
    ///
    /// @param row one of the rows
    /// @return empty without an outcome, or if a position cannot be margined alone
    public OptionalDouble hedgeBenefit(Row row) {
        return row.outcome()
                        .filter(one -> one.standAlone().refused().isEmpty()
                                && one.standAlone().initialUsd() > 0.0)
                        .isPresent()
                ? OptionalDouble.of(1.0
                        - row.outcome().get().initialUsd()
                                / row.outcome().get().standAlone().initialUsd())
                : OptionalDouble.empty();
    }
}
