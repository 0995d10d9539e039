package io.margrid.host.grpc;

import io.margrid.host.store.SnapshotStore;
import io.margrid.host.store.StoredSnapshot;
import io.margrid.model.input.Violations;
import io.margrid.v1.ListSnapshotsRequest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A page of the list of snapshots.
///
/// A token names the last snapshot of the page before by its place in the order of publishing, so pages neither
/// repeat nor leave out a snapshot that is kept, whatever is published or dropped between them.
///
/// @param snapshots the one published last first
/// @param nextToken for the next page; empty if this is the last one
record SnapshotPage(List<StoredSnapshot> snapshots, String nextToken) {
    private static final Pattern TOKEN = Pattern.compile("before-([1-9][0-9]{0,17})");

    /// Reads a request and finds its page.
    ///
    /// @param store   has the snapshots
    /// @param request which page
    /// @return the page
    /// @throws io.margrid.model.input.InvalidInputException if anything in the request is wrong
    static SnapshotPage of(SnapshotStore store, ListSnapshotsRequest request) {
        Violations violations = new Violations();
        int size = request.getPageSize() == 0 ? GrpcLimits.PAGE_SIZE_DEFAULT : request.getPageSize();
        if (size < 1 || size > GrpcLimits.PAGE_SIZE) {
            violations.add("page_size", "must be in [0, %d]: %d".formatted(GrpcLimits.PAGE_SIZE, size));
        }
        long before = Long.MAX_VALUE;
        if (!request.getPageToken().isEmpty()) {
            Matcher token = TOKEN.matcher(request.getPageToken());
            if (token.matches()) {
                before = Long.parseLong(token.group(1));
            } else {
                violations.add(
                        "page_token",
                        "is not one that this server gave: \"%s\""
                                .formatted(Texts.shorten(request.getPageToken(), GrpcLimits.CODE_LENGTH)));
            }
        }
        violations.throwIfAny();
        // One more than wanted tells whether there is a next page.
        List<StoredSnapshot> found = store.list(before, size + 1);
        if (found.size() <= size) {
            return new SnapshotPage(found, "");
        }
        return new SnapshotPage(
                found.subList(0, size), "before-" + found.get(size - 1).sequence());
    }
}
