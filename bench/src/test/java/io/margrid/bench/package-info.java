/// Tests of the benchmarks' own arithmetic, and programs that check a backend on a machine without Maven: start
/// with [ContractRun].
@NullMarked
package io.margrid.bench;

import org.jspecify.annotations.NullMarked;
