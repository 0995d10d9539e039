package io.margrid.host.grpc;

import io.margrid.host.engine.BookDraft;
import io.margrid.host.engine.Models;
import io.margrid.host.grpc.UnknownResourceException.Kind;
import io.margrid.host.grpc.UnknownResourceException.Unknown;
import io.margrid.model.deribit.DeribitParameters;
import io.margrid.model.input.Violations;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.v1.ComputeMarginRequest;
import io.margrid.v1.Priority;
import io.margrid.v1.ReportView;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    /// @throws LimitExceededException   if it holds more than the server takes
    MarginRequest read(ComputeMarginRequest request) {
        Violations violations = new Violations();
        List<Unknown> unknown = new ArrayList<>();
        Optional<MarketReader.Inline> market = market(request, violations, unknown);
        Optional<DeribitParameters> parameters = parameters(request, unknown);
        Optional<MarginModel> model = model(request, parameters.orElseGet(content.parameters()::defaults), unknown);
        if (request.getView() == ReportView.UNRECOGNIZED) {
            violations.add("view", "is not a known value: %d".formatted(request.getViewValue()));
        }
        if (request.getPriority() == Priority.UNRECOGNIZED) {
            violations.add("priority", "is not a known value: %d".formatted(request.getPriorityValue()));
        }
        if (!request.hasBook()) {
            violations.add("book", "is required; an empty book has to be sent as such");
        }
        Map<String, String> unusable = market.map(MarketReader.Inline::unusable).orElse(Map.of());
        BookDraft draft = BookReader.read(request.getBook(), unusable);
        if (violations.isEmpty() && market.isPresent() && parameters.isPresent() && model.isPresent()) {
            return new MarginRequest(
                    draft, market.get().snapshot(), model.get(), parameters.get(), request.getView(), notes(unusable));
        }
        violations.addAll(BookReader.check(draft));
        if (violations.isEmpty()) {
            throw new UnknownResourceException(unknown);
        }
        unknown.forEach(name -> violations.add(name.field(), name.message()));
        violations.throwIfAny();
        throw new AssertionError("a request without a fault was not read");
    }

    private Optional<MarketReader.Inline> market(
            ComputeMarginRequest request, Violations violations, List<Unknown> unknown) {
        return switch (request.getMarketSourceCase()) {
            case MARKET -> Optional.of(MarketReader.read(request.getMarket(), clock.instant(), violations));
            // Unset reads as empty.
            case SNAPSHOT_ID, MARKETSOURCE_NOT_SET -> {
                String id = request.getSnapshotId().isEmpty() ? content.defaultSnapshotId() : request.getSnapshotId();
                if (id.isEmpty()) {
                    violations.add("market", "is required: the server has no default snapshot");
                    yield Optional.empty();
                }
                yield snapshot(id, unknown);
            }
        };
    }

    private Optional<MarketReader.Inline> snapshot(String id, List<Unknown> unknown) {
        MarketSnapshot snapshot = content.snapshots().get(id);
        if (snapshot == null) {
            unknown.add(new Unknown(Kind.SNAPSHOT, "snapshot_id", id));
            return Optional.empty();
        }
        return Optional.of(new MarketReader.Inline(snapshot, Map.of()));
    }

    private Optional<DeribitParameters> parameters(ComputeMarginRequest request, List<Unknown> unknown) {
        String id = request.getParameterSetId();
        if (id.isEmpty()) {
            return Optional.of(content.parameters().defaults());
        }
        Optional<DeribitParameters> found = content.parameters().find(id);
        if (found.isEmpty()) {
            unknown.add(new Unknown(Kind.PARAMETER_SET, "parameter_set_id", id));
        }
        return found;
    }

    private static Optional<MarginModel> model(
            ComputeMarginRequest request, DeribitParameters parameters, List<Unknown> unknown) {
        String id = request.getModel().isEmpty() ? Models.DEFAULT : request.getModel();
        Optional<MarginModel> found = Models.of(id, parameters);
        if (found.isEmpty()) {
            unknown.add(new Unknown(Kind.MODEL, "model", id));
        }
        return found;
    }

    private static List<String> notes(Map<String, String> unusable) {
        return unusable.isEmpty()
                ? List.of()
                : List.of("%d options of the market have no forward by parity and were left out"
                        .formatted(unusable.size()));
    }
}
