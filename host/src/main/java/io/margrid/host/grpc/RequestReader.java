package io.margrid.host.grpc;

import io.margrid.host.engine.BookDraft;
import io.margrid.model.input.Violations;
import io.margrid.v1.ComputeMarginRequest;
import io.margrid.v1.Priority;
import io.margrid.v1.ReportView;
import java.time.InstantSource;

/// Reads requests. Finds everything wrong at once; what needs the market of a sound request, the engine finds.
final class RequestReader {
    private final ServerContent content;
    private final InstantSource clock;

    RequestReader(ServerContent content, InstantSource clock) {
        this.content = content;
        this.clock = clock;
    }

    /// Reads a request.
    ///
    /// @param request the message
    /// @return what the engine takes
    /// @throws io.margrid.model.input.InvalidInputException if anything in it is wrong
    /// @throws UnknownResourceException if it is right but names what the server does not have
    /// @throws StaleInputException      if its market is too old
    /// @throws LimitExceededException   if it holds more than the server takes
    MarginRequest read(ComputeMarginRequest request) {
        Violations violations = new Violations();
        BasisReader basis = BasisReader.read(content, BasisFields.of(request), clock.instant(), violations);
        if (request.getView() == ReportView.UNRECOGNIZED) {
            violations.add("view", "is not a known value: %d".formatted(request.getViewValue()));
        }
        if (request.getPriority() == Priority.UNRECOGNIZED) {
            violations.add("priority", "is not a known value: %d".formatted(request.getPriorityValue()));
        }
        if (!request.hasBook()) {
            violations.add("book", "is required; an empty book has to be sent as such");
        }
        BookDraft draft = BookReader.read(request.getBook(), basis.unusable());
        if (!violations.isEmpty() || !basis.allKnown()) {
            violations.addAll(BookReader.check(draft, basis::quotes));
        }
        return new MarginRequest(draft, basis.orThrow(violations), request.getView());
    }
}
