package io.margrid.host.batch;

import java.util.List;
import java.util.Optional;

/// What a turn of the device is for.
///
/// @param parts     parts of jobs of one shape, to be joined; none if work has the backend for itself or nothing
///     waits
/// @param exclusive work that has the backend for itself
/// @param dropped   jobs found cancelled or late on the way; they are out of the queue
record Taken(List<Part> parts, Optional<ExclusiveJob<?>> exclusive, List<Job> dropped) {}
