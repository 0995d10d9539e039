/// The gRPC server: requests to book drafts and snapshots, reports to answers, failures to statuses.
///
/// Nothing is computed here. Start with [MargridServer], then read the path of a call: [MarginGrpcService],
/// [RequestReader], [StatusErrors].
@NullMarked
package io.margrid.host.grpc;

import org.jspecify.annotations.NullMarked;
