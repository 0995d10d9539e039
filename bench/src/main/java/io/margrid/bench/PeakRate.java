package io.margrid.bench;

import io.margrid.model.revaluation.BackendInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// The double-precision rate that a device cannot exceed, a multiply-add counting as two operations; tensor units,
/// which compute no such formula, are left out.
///
/// @param teraflops 10^12 operations a second
/// @param source    where the figure comes from
record PeakRate(double teraflops, String source) {
    /// Multiply-adds that a price takes, about: 75 of the kernels' operations go through the multiply-add units.
    static final double MULTIPLY_ADDS = 75.0;

    private record Known(String part, String other, PeakRate rate) {}

    private static final PeakRate SXM = clocked(33.5, "132 multiprocessors x 64 multiply-adds a clock x 1.98 GHz");

    private static final List<Known> KNOWN = List.of(
            new Known("H100", "PCIE", clocked(25.6, "114 multiprocessors x 64 multiply-adds a clock x 1.755 GHz")),
            new Known("H100", "HBM3", SXM),
            new Known("H200", "", SXM));

    private static PeakRate clocked(double teraflops, String units) {
        return new PeakRate(teraflops, "by the device's name: " + units);
    }

    /// A device's peak.
    ///
    /// @param info  the device
    /// @param given what the user says, which counts
    /// @return empty if nobody knows it
    static Optional<PeakRate> of(BackendInfo info, OptionalDouble given) {
        if (given.isPresent()) {
            return Optional.of(new PeakRate(given.getAsDouble(), "as given with --fp64-tflops"));
        }
        String name = (info.label() + " " + info.description()).toUpperCase(Locale.ROOT);
        // The NVL boards of both have other clocks.
        return KNOWN.stream()
                .filter(known -> name.contains(known.part()) && name.contains(known.other()) && !name.contains("NVL"))
                .map(Known::rate)
                .findFirst();
    }

    /// The part of the peak that prices take up.
    ///
    /// @param nanosPerPrice the device's time
    /// @return 1 for all of it
    double share(double nanosPerPrice) {
        return 2.0 * MULTIPLY_ADDS / nanosPerPrice * 1e-3 / teraflops;
    }
}
