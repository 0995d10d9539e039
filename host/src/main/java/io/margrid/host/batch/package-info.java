/// Many calls, one device: jobs wait in a bounded queue, are joined into batches, and each gets its own part of
/// the result. Start with [DynamicBatcher]; what is decided is decided in `JobQueue`, what is done in
/// `Dispatcher`.
///
/// Nothing here knows gRPC or margins.
@NullMarked
package io.margrid.host.batch;

import org.jspecify.annotations.NullMarked;
