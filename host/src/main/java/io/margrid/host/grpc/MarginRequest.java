package io.margrid.host.grpc;

import io.margrid.host.engine.BookDraft;
import io.margrid.model.deribit.DeribitParameters;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.v1.ReportView;
import java.util.List;

/// A request as the engine takes it.
///
/// @param draft      the book
/// @param market     the market
/// @param model      the margin model
/// @param parameters its parameters
/// @param view       how much of the report is wanted
/// @param notes      what a reader of the report should know of the request
record MarginRequest(
        BookDraft draft,
        MarketSnapshot market,
        MarginModel model,
        DeribitParameters parameters,
        ReportView view,
        List<String> notes) {
    MarginRequest {
        notes = List.copyOf(notes);
    }
}
