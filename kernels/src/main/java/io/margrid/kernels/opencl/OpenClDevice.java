package io.margrid.kernels.opencl;

import io.margrid.model.revaluation.BackendInfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/// A device that some OpenCL platform offers.
///
/// @param platform     handle
/// @param device       handle
/// @param platformName for example `Portable Computing Language`
/// @param name         of the device
/// @param version      of OpenCL, as the device says it
/// @param driver       version of the driver
/// @param type         `CL_DEVICE_TYPE_...` bits
/// @param units        compute units
/// @param clockMhz     highest clock
/// @param memory       bytes of device memory
/// @param largest      bytes of the largest single piece
/// @param complaint    why it cannot be used; empty if it can
record OpenClDevice(
        cl_platform_id platform,
        cl_device_id device,
        String platformName,
        String name,
        String version,
        String driver,
        long type,
        int units,
        int clockMhz,
        long memory,
        long largest,
        String complaint) {
    /// What the arithmetic relies on.
    private static final long NEEDED = CL.CL_FP_FMA | CL.CL_FP_ROUND_TO_NEAREST | CL.CL_FP_INF_NAN | CL.CL_FP_DENORM;

    /// All devices of all platforms.
    static List<OpenClDevice> all() {
        int[] count = new int[1];
        int code = CL.clGetPlatformIDs(0, null, count);
        if (code == CL.CL_PLATFORM_NOT_FOUND_KHR || count[0] == 0) {
            return List.of();
        }
        OpenClCodes.check(code, "list platforms");
        cl_platform_id[] platforms = new cl_platform_id[count[0]];
        OpenClCodes.check(CL.clGetPlatformIDs(platforms.length, platforms, null), "list platforms");
        List<OpenClDevice> devices = new ArrayList<>();
        for (cl_platform_id platform : platforms) {
            code = CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, 0, null, count);
            if (code == CL.CL_DEVICE_NOT_FOUND) {
                continue;
            }
            OpenClCodes.check(code, "list devices");
            cl_device_id[] ids = new cl_device_id[count[0]];
            OpenClCodes.check(
                    CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, ids.length, ids, null), "list devices");
            for (cl_device_id id : ids) {
                devices.add(of(platform, id));
            }
        }
        return devices;
    }

    private static OpenClDevice of(cl_platform_id platform, cl_device_id device) {
        long type = number(device, CL.CL_DEVICE_TYPE);
        return new OpenClDevice(
                platform,
                device,
                text(platform),
                text(device, CL.CL_DEVICE_NAME),
                text(device, CL.CL_DEVICE_VERSION),
                text(device, CL.CL_DRIVER_VERSION),
                type,
                (int) number(device, CL.CL_DEVICE_MAX_COMPUTE_UNITS),
                (int) number(device, CL.CL_DEVICE_MAX_CLOCK_FREQUENCY),
                number(device, CL.CL_DEVICE_GLOBAL_MEM_SIZE),
                number(device, CL.CL_DEVICE_MAX_MEM_ALLOC_SIZE),
                complaint(device));
    }

    private static String complaint(cl_device_id device) {
        if (number(device, CL.CL_DEVICE_AVAILABLE) == 0) {
            return "is not available";
        }
        if (number(device, CL.CL_DEVICE_COMPILER_AVAILABLE) == 0) {
            return "has no compiler";
        }
        long doubles = number(device, CL.CL_DEVICE_DOUBLE_FP_CONFIG);
        if (doubles == 0) {
            return "has no double precision";
        }
        return (doubles & NEEDED) == NEEDED ? "" : "has double precision without fma, subnormals or NaN";
    }

    /// An integer of at most eight bytes.
    private static long number(cl_device_id device, int what) {
        long[] value = new long[1];
        OpenClCodes.check(CL.clGetDeviceInfo(device, what, Sizeof.cl_ulong, Pointer.to(value), null), "ask a device");
        return value[0];
    }

    private static String text(cl_device_id device, int what) {
        long[] size = new long[1];
        OpenClCodes.check(CL.clGetDeviceInfo(device, what, 0, null, size), "ask a device");
        byte[] bytes = new byte[(int) size[0]];
        OpenClCodes.check(CL.clGetDeviceInfo(device, what, bytes.length, Pointer.to(bytes), null), "ask a device");
        return string(bytes);
    }

    private static String text(cl_platform_id platform) {
        long[] size = new long[1];
        OpenClCodes.check(CL.clGetPlatformInfo(platform, CL.CL_PLATFORM_NAME, 0, null, size), "ask a platform");
        byte[] bytes = new byte[(int) size[0]];
        OpenClCodes.check(
                CL.clGetPlatformInfo(platform, CL.CL_PLATFORM_NAME, bytes.length, Pointer.to(bytes), null),
                "ask a platform");
        return string(bytes);
    }

    private static String string(byte[] zeroTerminated) {
        String text = new String(zeroTerminated, StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return (end < 0 ? text : text.substring(0, end)).strip();
    }

    boolean isUsable() {
        return complaint.isEmpty();
    }

    /// Whether it is a central processor.
    boolean isProcessor() {
        return (type & CL.CL_DEVICE_TYPE_CPU) != 0;
    }

    /// A rough measure to choose among devices of a kind by.
    long strength() {
        return (long) units * clockMhz;
    }

    /// What tells compiled programs apart.
    String identity() {
        return String.join("\n", platformName, name, version, driver);
    }

    BackendInfo info() {
        return new BackendInfo(
                OpenClBackendProvider.ID,
                "opencl/%s/%s".formatted(vendor(), part(name)),
                "%s on %s, %d compute units, %d MHz, %d MiB, driver %s"
                        .formatted(
                                version,
                                isProcessor() ? "a processor" : "a GPU",
                                units,
                                clockMhz,
                                memory >> 20,
                                driver));
    }

    private String vendor() {
        String lower = platformName.toLowerCase(Locale.ROOT);
        if (lower.contains("portable computing language")) {
            return "PoCL";
        }
        for (String known : List.of("NVIDIA", "AMD", "Intel", "Apple", "ARM")) {
            if (lower.contains(known.toLowerCase(Locale.ROOT))) {
                return known;
            }
        }
        return part(platformName);
    }

    /// A name without what separates the parts of a label.
    private static String part(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9.+]+", "-").replaceAll("^-+|-+$", "");
        return plain.isEmpty() ? "unnamed" : plain;
    }
}
