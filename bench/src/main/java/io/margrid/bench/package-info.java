/// Benchmarks. Start with [RevaluationBenchmark], or with [BackendComparison] for all backends in one run;
/// `PricingPeer` lets another program time Margrid beside other engines.
@NullMarked
package io.margrid.bench;

import org.jspecify.annotations.NullMarked;
