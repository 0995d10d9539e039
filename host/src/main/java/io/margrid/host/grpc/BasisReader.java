package io.margrid.host.grpc;

import io.margrid.host.engine.Methodology;
import io.margrid.host.engine.Models;
import io.margrid.host.grpc.UnknownResourceException.Kind;
import io.margrid.host.grpc.UnknownResourceException.Unknown;
import io.margrid.host.parameters.ParameterStore;
import io.margrid.host.store.MarketQuotes;
import io.margrid.host.store.StoredSnapshot;
import io.margrid.model.input.Violations;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.ParameterSet;
import io.margrid.v1.Market;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds what a request's books are margined by: market, model and parameters, and whether the market is recent
/// enough.
///
/// In two steps, so that a request can be checked to its end between them: [#read], then [#orThrow].
final class BasisReader {
    /// Name of a market that comes without one.
    private static final String INLINE = "inline";

    private final ServerContent content;
    private final BasisFields fields;
    private final Instant now;
    private final List<Unknown> unknown = new ArrayList<>();
    private final Optional<ResolvedMarket> market;
    private final Optional<MarginModel> model;
    private final Optional<Duration> maxInputAge;

    private BasisReader(ServerContent content, BasisFields fields, Instant now, Violations violations) {
        this.content = content;
        this.fields = fields;
        this.now = now;
        this.market = market(violations);
        this.model = model(violations);
        this.maxInputAge = fields.maxInputAge()
                .map(given -> InputAge.limit(given, fields.field("max_input_age"), violations))
                .orElse(content.maxInputAge());
    }

    /// Reads the fields.
    ///
    /// @param content    what can be named
    /// @param fields     of the request
    /// @param now        the server's clock
    /// @param violations takes everything wrong with them, but not the names that the server does not know
    /// @return what was found
    /// @throws LimitExceededException if the market has too many quotes
    static BasisReader read(ServerContent content, BasisFields fields, Instant now, Violations violations) {
        return new BasisReader(content, fields, now, violations);
    }

    /// Whether the server has everything that is named.
    boolean allKnown() {
        return unknown.isEmpty();
    }

    /// Quoted options of the market that cannot be valued, with the reason.
    Map<String, String> unusable() {
        return market.map(found -> found.built().unusable()).orElse(Map.of());
    }

    /// Whether the market quotes an instrument; false if there is no market.
    boolean quotes(String instrument) {
        return market.flatMap(found -> found.snapshot().instrument(instrument)).isPresent();
    }

    /// What books are margined by.
    ///
    /// @param violations everything wrong with the request; takes the names that the server does not know if there
    ///     is anything else
    /// @return the basis
    /// @throws io.margrid.model.input.InvalidInputException if there are violations
    /// @throws UnknownResourceException                     if there are none but names that the server does not
    ///     know
    /// @throws StaleInputException                          if everything is right but the market is too old
    MarginBasis orThrow(Violations violations) {
        if (!violations.isEmpty()) {
            unknown.forEach(name -> violations.add(name.field(), name.message()));
            violations.throwIfAny();
        }
        if (!unknown.isEmpty()) {
            throw new UnknownResourceException(unknown);
        }
        MarginBasis basis = new MarginBasis(market.orElseThrow(), model.orElseThrow());
        InputAge.check(basis.market().snapshot(), now, maxInputAge);
        return basis;
    }

    private Optional<ResolvedMarket> market(Violations violations) {
        if (fields.market().isPresent()) {
            Market given = fields.market().get();
            // Made of what could be read even if there is something wrong: the book is checked against it all the same.
            MarketQuotes quotes = MarketReader.read(given, fields.field("market"), now, violations);
            return Optional.of(ResolvedMarket.inline(quotes.build(given.getId().isEmpty() ? INLINE : given.getId())));
        }
        Optional<StoredSnapshot> stored = content.snapshots().find(fields.snapshotId());
        if (stored.isEmpty() && fields.snapshotId().isEmpty()) {
            violations.add(fields.field("market"), "is required: the server has no snapshot");
        } else if (stored.isEmpty()) {
            unknown.add(new Unknown(Kind.SNAPSHOT, fields.field("snapshot_id"), fields.snapshotId()));
        }
        return stored.map(ResolvedMarket::of);
    }

    private Optional<MarginModel> model(Violations violations) {
        String id = fields.model().isEmpty() ? Models.DEFAULT : fields.model();
        Optional<Methodology> methodology = Models.find(id);
        Optional<ParameterSet> set = parameters(methodology);
        if (methodology.isEmpty()) {
            unknown.add(new Unknown(Kind.MODEL, fields.field("model"), id));
        } else if (set.isPresent() && !methodology.get().takes(set.get())) {
            violations.add(fields.field("parameter_set_id"), methodology.get().problem(set.get()));
        }
        return methodology.flatMap(one -> set.filter(one::takes).map(one::model));
    }

    private Optional<ParameterSet> parameters(Optional<Methodology> methodology) {
        String id = fields.parameterSetId();
        if (id.isEmpty()) {
            Optional<ParameterSet> own = methodology.flatMap(content.parameters()::defaultOf);
            if (methodology.isPresent() && own.isEmpty()) {
                unknown.add(new Unknown(
                        Kind.PARAMETER_SET,
                        fields.field("parameter_set_id"),
                        methodology.get().defaultSet()));
            }
            return own;
        }
        Optional<ParameterSet> found = content.parameters().find(id).map(ParameterStore.Entry::parameters);
        if (found.isEmpty()) {
            unknown.add(new Unknown(Kind.PARAMETER_SET, fields.field("parameter_set_id"), id));
        }
        return found;
    }
}
