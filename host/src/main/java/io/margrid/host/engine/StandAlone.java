package io.margrid.host.engine;

import io.margrid.model.Limits;
import io.margrid.model.book.AccountTerms;
import io.margrid.model.book.Position;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.market.MarketSnapshot;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/// What the positions of a book would need if each were an account of its own.
///
/// @param initialUsd sum of their initial margins
/// @param refused    positions that cannot be margined alone; with any the sum says nothing
public record StandAlone(double initialUsd, List<String> refused) {
    /// Margins each position by itself, under the terms that were agreed for it.
    ///
    /// @param engine does it
    /// @param model  methodology and parameters
    /// @param market the market
    /// @param report has the positions
    /// @param terms  of the account that holds them
    /// @return the sum
    public static StandAlone of(
            MarginEngine engine, MarginModel model, MarketSnapshot market, MarginReport report, AccountTerms terms) {
        List<BookDraft> single = report.positions().stream()
                .map(line -> draft(line.risk().position(), terms))
                .toList();
        EngineAnswer answer = engine.evaluate(model, market, single, new StageTimes());
        double sum = 0.0;
        for (AccountResult.Margined result : answer.margined()) {
            sum += result.report().initialUsd();
        }
        return new StandAlone(
                sum,
                answer.refused().stream().map(AccountResult.Refused::account).toList());
    }

    private static BookDraft draft(Position position, AccountTerms terms) {
        String name = position.instrument().name();
        // The shortest text of a double may have more decimals than any line of a book.
        BigDecimal size = BigDecimal.valueOf(position.quantity());
        if (size.scale() > Limits.QUANTITY_SCALE_MAX) {
            size = size.setScale(Limits.QUANTITY_SCALE_MAX, RoundingMode.HALF_EVEN);
        }
        AccountTerms own = terms.positions().containsKey(name)
                ? new AccountTerms(Map.of(), Map.of(name, terms.position(name)))
                : AccountTerms.NONE;
        return new BookDraft(
                name, List.of(new BookLine(0, name, size)), Map.of(), own, (_, field) -> field, 1, List.of());
    }
}
