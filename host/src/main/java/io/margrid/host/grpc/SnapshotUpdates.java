package io.margrid.host.grpc;

import io.margrid.host.grpc.UnknownResourceException.Kind;
import io.margrid.host.grpc.UnknownResourceException.Unknown;
import io.margrid.host.store.MarketQuotes;
import io.margrid.host.store.QuotedOption;
import io.margrid.host.store.SnapshotStore;
import io.margrid.host.store.StoredSnapshot;
import io.margrid.model.input.Violations;
import io.margrid.model.market.ForwardSource;
import io.margrid.v1.PublishUpdatesRequest;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The updates of one stream, one after the other: each makes a snapshot of the one before. Not thread-safe.
final class SnapshotUpdates {
    private static final String CHANGES = "changes";

    private final SnapshotStore store;
    private final InstantSource clock;
    private Optional<StoredSnapshot> last = Optional.empty();

    SnapshotUpdates(SnapshotStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Keeps the market that an update makes.
    ///
    /// @param update the update
    /// @return its snapshot
    /// @throws io.margrid.model.input.InvalidInputException if anything in the update is wrong
    /// @throws UnknownResourceException if it is right but its base is not there
    /// @throws LimitExceededException   if it makes a market of too many quotes
    /// @throws io.margrid.host.store.NameTakenException if another snapshot has its name
    /// @throws io.margrid.host.store.StoreFullException if its market is too large to be kept
    StoredSnapshot publish(PublishUpdatesRequest update) {
        Violations violations = new Violations();
        Optional<StoredSnapshot> base = base(update.getBaseSnapshotId());
        MarketQuotes changes = MarketReader.read(
                update.getChanges(),
                CHANGES,
                base.map(found -> found.quotes().source()).orElse(ForwardSource.PARITY),
                clock.instant(),
                violations);
        SnapshotNames.check(update.getChanges().getId(), CHANGES, violations);
        if (base.isEmpty() && update.getBaseSnapshotId().isEmpty()) {
            violations.add("base_snapshot_id", "is required: the server has no snapshot");
        } else if (base.isEmpty()) {
            Unknown unknown = new Unknown(Kind.SNAPSHOT, "base_snapshot_id", update.getBaseSnapshotId());
            if (violations.isEmpty()) {
                throw new UnknownResourceException(List.of(unknown));
            }
            violations.add(unknown.field(), unknown.message());
        } else {
            checkRemoved(update.getRemovedInstrumentsList(), base.get().quotes(), changes, violations);
        }
        violations.throwIfAny();
        MarketQuotes quotes =
                base.orElseThrow().quotes().with(changes, new HashSet<>(update.getRemovedInstrumentsList()));
        checkWhole(quotes);
        StoredSnapshot snapshot = store.publish(update.getChanges().getId(), quotes);
        last = Optional.of(snapshot);
        return snapshot;
    }

    private Optional<StoredSnapshot> base(String id) {
        return id.isEmpty() && last.isPresent() ? last : store.find(id);
    }

    private static void checkRemoved(
            List<String> removed, MarketQuotes base, MarketQuotes changes, Violations violations) {
        if (removed.isEmpty()) {
            return;
        }
        Set<String> there = names(base);
        Set<String> changed = names(changes);
        Set<String> earlier = new HashSet<>();
        for (int i = 0; i < removed.size(); i++) {
            String name = removed.get(i);
            String shown = Texts.shorten(name, GrpcLimits.CODE_LENGTH);
            String field = "removed_instruments[%d]".formatted(i);
            if (!there.contains(name)) {
                violations.add(field, "is not in the base: \"%s\"".formatted(shown));
            } else if (!earlier.add(name)) {
                violations.add(field, "repeats an earlier name: \"%s\"".formatted(shown));
            }
            if (changed.contains(name)) {
                violations.add(field, "is in changes, too: \"%s\"".formatted(shown));
            }
        }
    }

    private static Set<String> names(MarketQuotes quotes) {
        return Stream.concat(
                        quotes.options().stream()
                                .map(option -> option.contract().name()),
                        quotes.futures().stream()
                                .map(future -> future.contract().name()))
                .collect(Collectors.toSet());
    }

    /// Checks what only the base and the changes together can have wrong.
    private static void checkWhole(MarketQuotes quotes) {
        MarketReader.checkSize(quotes.size(), CHANGES);
        Violations violations = new Violations();
        if (quotes.pairs().isEmpty()) {
            violations.add(CHANGES + ".pairs", "must have at least one pair: the base has none");
        }
        List<QuotedOption> without = quotes.source() == ForwardSource.PARITY
                ? List.of()
                : quotes.options().stream()
                        .filter(option -> option.underlyingPrice().isEmpty())
                        .toList();
        if (!without.isEmpty()) {
            violations.add(
                    CHANGES + ".forward_source",
                    "quoted forwards need an underlying_price of every option; of the base's, %d have none: %s"
                            .formatted(
                                    without.size(),
                                    without.getFirst().contract().name()));
        }
        violations.throwIfAny();
    }
}
