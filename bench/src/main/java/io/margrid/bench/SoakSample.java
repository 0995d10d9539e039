package io.margrid.bench;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// What a server held at one time, when it had no call and its garbage was collected.
///
/// @param heap      bytes of objects
/// @param classes   bytes of classes and their like outside the heap
/// @param code      bytes of compiled code
/// @param buffers   bytes outside the heap that were not taken by the virtual machine for itself: Netty's and
///     other buffers
/// @param committed bytes that the virtual machine has taken for every purpose
/// @param resident  bytes that the system says the process holds
/// @param threads   platform threads
/// @param virtual   virtual threads
/// @param files     descriptors
record SoakSample(
        long heap,
        long classes,
        long code,
        long buffers,
        long committed,
        long resident,
        long threads,
        long virtual,
        long files) {
    /// The sample as text, to be [read][#of].
    String line() {
        return LongStream.of(heap, classes, code, buffers, committed, resident, threads, virtual, files)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(" "));
    }

    /// Reads what [#line] wrote.
    static SoakSample of(String line) {
        long[] n = Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
        return new SoakSample(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8]);
    }
}
