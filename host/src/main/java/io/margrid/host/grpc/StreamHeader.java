package io.margrid.host.grpc;

import io.margrid.host.engine.CallTerms.Priority;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.input.Violations;
import io.margrid.v1.ReportView;
import io.margrid.v1.RevalueBooksHeader;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How the books of a stream are to be margined.
///
/// @param basis       market, model and parameters
/// @param view        how much of each report is wanted
/// @param priority    who goes first
/// @param instruments names that packed lines without names of their own count in
record StreamHeader(MarginBasis basis, ReportView view, Priority priority, List<String> instruments) {
    private static final String FIELD = "header.";

    /// Reads a header. Finds everything wrong at once.
    ///
    /// @param header  the message
    /// @param content what it can name
    /// @param now     the server's clock
    /// @return what the engine takes
    /// @throws InvalidInputException    if anything in it is wrong
    /// @throws UnknownResourceException if it is right but names what the server does not have
    /// @throws StaleInputException      if its market is too old
    /// @throws LimitExceededException   if it holds more than the server takes
    static StreamHeader read(RevalueBooksHeader header, ServerContent content, Instant now) {
        if (header.getInstrumentsCount() > GrpcLimits.SHARED_INSTRUMENTS) {
            throw new LimitExceededException(
                    "TOO_MANY_INSTRUMENTS",
                    FIELD + "instruments",
                    "names",
                    GrpcLimits.SHARED_INSTRUMENTS,
                    header.getInstrumentsCount());
        }
        Violations violations = new Violations();
        Priority priority = priority(header, violations);
        repeats(header.getInstrumentsList(), violations);
        if (header.getView() == ReportView.UNRECOGNIZED) {
            violations.add(FIELD + "view", "is not a known value: %d".formatted(header.getViewValue()));
        }
        ReportView view = header.getView() == ReportView.REPORT_VIEW_UNSPECIFIED
                ? ReportView.REPORT_VIEW_MARGINS
                : header.getView();
        BasisReader basis = BasisReader.read(content, BasisFields.of(header), now, violations);
        return new StreamHeader(basis.orThrow(violations), view, priority, header.getInstrumentsList());
    }

    /// What a reader of every report should know.
    List<String> notes() {
        return basis.market().built().notes();
    }

    private static Priority priority(RevalueBooksHeader header, Violations violations) {
        return switch (header.getPriority()) {
            case PRIORITY_UNSPECIFIED, PRIORITY_BULK -> Priority.BULK;
            case PRIORITY_INTERACTIVE -> Priority.INTERACTIVE;
            case UNRECOGNIZED -> {
                violations.add(FIELD + "priority", "is not a known value: %d".formatted(header.getPriorityValue()));
                yield Priority.BULK;
            }
        };
    }

    private static void repeats(List<String> instruments, Violations violations) {
        Map<String, Integer> first = HashMap.newHashMap(instruments.size());
        for (int i = 0; i < instruments.size(); i++) {
            Integer earlier = first.putIfAbsent(instruments.get(i), i);
            if (earlier != null) {
                violations.add(
                        FIELD + "instruments[%d]".formatted(i),
                        "repeats instruments[%d]: \"%s\""
                                .formatted(earlier, Texts.shorten(instruments.get(i), GrpcLimits.CODE_LENGTH)));
            }
        }
    }
}
