/// Benchmarks. Start with [Bench], which is `./margrid bench`: suites that measure Margrid beside other programs,
/// each a process of its own (`LineUp`, `SideBySide`). [RevaluationBenchmark] and [PeerPricingBenchmark] are for
/// JMH, [BackendComparison] is for all backends of a machine in one run.
@NullMarked
package io.margrid.bench;

import org.jspecify.annotations.NullMarked;
