package io.margrid.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// What of a server must not grow, and by how much it may look as if it did.
///
/// @param title     what tables call it, with its unit
/// @param tolerance the largest growth from the first to the last judged sample that still counts as none
/// @param value     the measure of a sample
record SoakMeasure(String title, double tolerance, ToDoubleFunction<SoakSample> value) {
    private static final double MIB = 1 << 20;

    /// Everything that is measured.
    static final List<SoakMeasure> ALL = List.of(
            new SoakMeasure("heap after collection, MiB", 2.0, sample -> sample.heap() / MIB),
            new SoakMeasure("buffers outside the heap, MiB", 2.0, sample -> sample.buffers() / MIB),
            new SoakMeasure("classes, MiB", 2.0, sample -> sample.classes() / MIB),
            new SoakMeasure("compiled code, MiB", 4.0, sample -> sample.code() / MIB),
            new SoakMeasure("taken by the virtual machine, MiB", 16.0, sample -> sample.committed() / MIB),
            new SoakMeasure("held by the process (RSS), MiB", 16.0, sample -> sample.resident() / MIB),
            new SoakMeasure("platform threads", 2.0, SoakSample::threads),
            new SoakMeasure("virtual threads", 2.0, SoakSample::virtual),
            new SoakMeasure("descriptors", 2.0, SoakSample::files));

    /// The measure of a sample, in the title's unit.
    double of(SoakSample sample) {
        return value.applyAsDouble(sample);
    }
}
