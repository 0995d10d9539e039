package io.margrid.bench;

import java.io.IOException;

/// The whole call: `ComputeMargin` on loopback beside an echo of the same messages. How to run and read it:
/// `RpcSuite.md`.
final class RpcSuite implements Suite {
    private static final RpcCalls.Effort FULL = new RpcCalls.Effort(21, 250, 40.0, 3.0);
    private static final RpcCalls.Effort QUICK = new RpcCalls.Effort(9, 100, 8.0, 1.0);

    @Override
    public String name() {
        return "rpc";
    }

    @Override
    public String what() {
        return "ComputeMargin of a book of 500 positions, by turns with an echo of the same messages";
    }

    @Override
    public void run(SuiteContext context) throws IOException {
        context.progress("calling a server of its own, after %.0f s of warming up"
                .formatted((context.quick() ? QUICK : FULL).firstWarmSeconds()));
        RpcCalls.Tables tables = RpcCalls.measure("", context.quick() ? QUICK : FULL);
        context.report().section("The whole call", """
            `ComputeMargin` of 500 positions on loopback, one call at a time, by turns with an echo of the
            same messages; two processes on all processors. The first case is the figure that counts. How
            to read it: [RpcSuite](../src/main/java/io/margrid/bench/RpcSuite.md).\
            """, tables.calls());
        context.report().section("Stages of the call", "By the server's own clock.", tables.stages());
    }
}
