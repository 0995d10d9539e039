/// Benchmarks. Start with [RevaluationBenchmark]; `PricingPeer` lets another program time Margrid beside other
/// engines.
@NullMarked
package io.margrid.bench;

import org.jspecify.annotations.NullMarked;
