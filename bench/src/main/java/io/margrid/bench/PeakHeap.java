package io.margrid.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/// What the process of a [ServerProcess] says of itself: each line of its standard input is answered with
/// `HEAP PEAK_BYTES`.
final class PeakHeap {
    private PeakHeap() {}

    /// Answers until standard input ends.
    static void answer() throws IOException {
        int next = System.in.read();
        while (next >= 0) {
            if (next == '\n') {
                System.out.println("HEAP " + bytes());
            }
            next = System.in.read();
        }
    }

    private static long bytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
