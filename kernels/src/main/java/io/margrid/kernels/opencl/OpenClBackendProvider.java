package io.margrid.kernels.opencl;

import io.margrid.kernels.device.DeviceBackend;
import io.margrid.kernels.natives.PrivateFolder;
import io.margrid.model.revaluation.BackendException;
import io.margrid.model.revaluation.BackendProbe;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBackendProvider;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jocl.CL;

/// Offers the strongest OpenCL device with double precision, a GPU before a processor.
///
/// Property `margrid.opencl.device` takes a part of a device's name instead. Names JOCL's classes only after the
/// OpenCL library was found, since without it they fail with a page of text.
public final class OpenClBackendProvider implements RevaluationBackendProvider {
    static final String ID = "opencl";
    private static final String DEVICE = "margrid.opencl.device";

    /// For `ServiceLoader`.
    public OpenClBackendProvider() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public BackendProbe probe() {
        if (!hasLibrary()) {
            return new BackendProbe.Unusable(
                    "there is no OpenCL library", "install an OpenCL driver and its loader (ocl-icd, or the vendor's)");
        }
        try {
            load();
            List<OpenClDevice> devices = OpenClDevice.all();
            Optional<OpenClDevice> chosen = choose(devices);
            if (chosen.isPresent()) {
                int rank = chosen.get().isProcessor() ? BackendProbe.Rank.OPENCL_CPU : BackendProbe.Rank.OPENCL_GPU;
                return new BackendProbe.Usable(chosen.get().info(), rank);
            }
            return unusable(devices);
        } catch (IOException | BackendException | LinkageError e) {
            return new BackendProbe.Unusable(
                    "OpenCL does not start: " + firstLine(e), "see whether `clinfo` works for this user");
        }
    }

    private static BackendProbe.Unusable unusable(List<OpenClDevice> devices) {
        if (devices.isEmpty()) {
            return new BackendProbe.Unusable(
                    "OpenCL finds no device", "install the device's OpenCL driver; `clinfo` lists what is found");
        }
        List<String> complaints = devices.stream()
                .map(device -> device.name()
                        + (device.isUsable() ? " is not chosen by property " + DEVICE : " " + device.complaint()))
                .toList();
        return new BackendProbe.Unusable(
                String.join("; ", complaints), "use a device with double precision, or change property " + DEVICE);
    }

    private static Optional<OpenClDevice> choose(List<OpenClDevice> devices) {
        String wanted = System.getProperty(DEVICE, "").toLowerCase(Locale.ROOT);
        return devices.stream()
                .filter(OpenClDevice::isUsable)
                .filter(device -> device.name().toLowerCase(Locale.ROOT).contains(wanted))
                .max(Comparator.comparingInt((OpenClDevice device) -> device.isProcessor() ? 0 : 1)
                        .thenComparingLong(OpenClDevice::strength));
    }

    @Override
    public RevaluationBackend open() {
        OpenClDevice device;
        try {
            load();
            device = choose(OpenClDevice.all())
                    .orElseThrow(() -> new IllegalStateException("there is no OpenCL device to open"));
        } catch (IOException e) {
            throw new IllegalStateException("OpenCL does not start: " + e.getMessage(), e);
        }
        return new DeviceBackend(OpenClDriver.open(device, ProgramCache.ofUser(), !device.isProcessor()));
    }

    private static boolean hasLibrary() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        List<String> names = os.contains("windows")
                ? List.of("OpenCL.dll")
                : os.contains("mac")
                        ? List.of("/System/Library/Frameworks/OpenCL.framework/OpenCL")
                        : List.of("libOpenCL.so.1", "libOpenCL.so");
        for (String name : names) {
            try (Arena arena = Arena.ofConfined()) {
                SymbolLookup.libraryLookup(name, arena);
                return true;
            } catch (IllegalArgumentException _) {
                // Not by this name.
            }
        }
        return false;
    }

    /// Has JOCL load its native library, the first time.
    static void load() throws IOException {
        Loading.once();
    }

    private static final class Loading {
        private static boolean done;

        static synchronized void once() throws IOException {
            if (!done) {
                PrivateFolder.during(() -> CL.setExceptionsEnabled(false));
                done = true;
            }
        }
    }

    private static String firstLine(Throwable e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return message.lines().findFirst().orElse(message);
    }
}
