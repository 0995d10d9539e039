package io.margrid.host.grpc;

import com.google.protobuf.Duration;
import io.margrid.v1.ComputeMarginRequest;
import io.margrid.v1.Market;
import io.margrid.v1.RevalueBooksHeader;
import java.util.Optional;

/// The fields by which a request names what its books are margined by.
///
/// @param path           what comes before a field's name in messages
/// @param market         a market that comes with the request
/// @param snapshotId     name of a snapshot, where no market comes with the request; `latest`, or empty, is the
///     one published last
/// @param model          name of a margin model; may be empty
/// @param parameterSetId name of a parameter set; may be empty
/// @param maxInputAge    the most that the inputs may be behind
record BasisFields(
        String path,
        Optional<Market> market,
        String snapshotId,
        String model,
        String parameterSetId,
        Optional<Duration> maxInputAge) {
    static BasisFields of(ComputeMarginRequest request) {
        return new BasisFields(
                "",
                request.hasMarket() ? Optional.of(request.getMarket()) : Optional.empty(),
                request.getSnapshotId(),
                request.getModel(),
                request.getParameterSetId(),
                request.hasMaxInputAge() ? Optional.of(request.getMaxInputAge()) : Optional.empty());
    }

    static BasisFields of(RevalueBooksHeader header) {
        return new BasisFields(
                "header.",
                header.hasMarket() ? Optional.of(header.getMarket()) : Optional.empty(),
                header.getSnapshotId(),
                header.getModel(),
                header.getParameterSetId(),
                header.hasMaxInputAge() ? Optional.of(header.getMaxInputAge()) : Optional.empty());
    }

    String field(String name) {
        return path + name;
    }
}
