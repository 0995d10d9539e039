package io.margrid.host.grpc;

import io.margrid.host.engine.BookDraft;
import io.margrid.v1.ReportView;

/// A request as the engine takes it.
///
/// @param draft the book
/// @param basis what it is margined by
/// @param view  how much of the report is wanted
record MarginRequest(BookDraft draft, MarginBasis basis, ReportView view) {}
