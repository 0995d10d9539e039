package io.margrid.kernels.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jcuda.driver.CUdevice_attribute;
import jcuda.driver.CUresult;

/// Looks for a driver and a device without jcuda, which takes a missing driver badly: through foreign functions a
/// missing library or symbol is an answer.
final class CudaDetection {
    private static final String DRIVER = "libcuda.so.1";

    /// First CUDA version whose driver can read the kernels' PTX.
    private static final int LEAST_VERSION = 11_000;

    private static final int NAME_BYTES = 256;

    private static final FunctionDescriptor INIT = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    private static final FunctionDescriptor GET = answering(ValueLayout.ADDRESS);
    private static final FunctionDescriptor GET_OF = answering(ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    private static final FunctionDescriptor GET_OF_TWO =
            answering(ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);

    private final SymbolLookup driver;

    private CudaDetection(SymbolLookup driver) {
        this.driver = driver;
    }

    private static FunctionDescriptor answering(MemoryLayout... arguments) {
        return FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments);
    }

    /// The driver library. It stays loaded: jcuda needs it as long as the process lives.
    static SymbolLookup driver() throws NoCudaException {
        try {
            return SymbolLookup.libraryLookup(DRIVER, Arena.global());
        } catch (IllegalArgumentException e) {
            throw new NoCudaException(
                    "there is no NVIDIA driver: " + DRIVER + " cannot be loaded",
                    "install the NVIDIA driver; in a container, start it with access to the GPU (--gpus all)");
        }
    }

    /// The device to use.
    ///
    /// @param driver   the driver library
    /// @param settings which device, if not the best
    static CudaDevice find(SymbolLookup driver, CudaSettings settings) throws NoCudaException {
        CudaDetection detection = new CudaDetection(driver);
        try (Arena arena = Arena.ofConfined()) {
            List<CudaDevice> devices = detection.devices(arena);
            return settings.device().isPresent()
                    ? named(devices, (int) settings.device().getAsLong())
                    : best(devices);
        }
    }

    private static CudaDevice named(List<CudaDevice> devices, int index) throws NoCudaException {
        if (index >= devices.size()) {
            throw new NoCudaException(
                    "property %s is %d, and the driver shows %d device(s)"
                            .formatted(CudaSettings.DEVICE, index, devices.size()),
                    "count from 0; CUDA_VISIBLE_DEVICES may hide some");
        }
        return best(List.of(devices.get(index)));
    }

    private static CudaDevice best(List<CudaDevice> devices) throws NoCudaException {
        return devices.stream()
                .filter(CudaDevice::isCapable)
                .max(Comparator.comparingLong(CudaDevice::size)
                        // Of equals the first.
                        .thenComparing(
                                Comparator.comparingInt(CudaDevice::index).reversed()))
                .orElseThrow(() -> {
                    CudaDevice one = devices.getFirst();
                    return new NoCudaException(
                            "%s has compute capability %d.%d".formatted(one.name(), one.major(), one.minor()),
                            "use a GPU of compute capability 7.5 (Turing, 2018) or newer, or the opencl backend");
                });
    }

    private List<CudaDevice> devices(Arena arena) throws NoCudaException {
        requireStarted(call("cuInit", INIT, 0));
        int version = number(arena, "cuDriverGetVersion", GET);
        if (version < LEAST_VERSION) {
            throw new NoCudaException(
                    "the NVIDIA driver is for " + CudaDevice.cudaVersion(version),
                    "update the NVIDIA driver to one for CUDA 11.0 or newer");
        }
        int count = number(arena, "cuDeviceGetCount", GET);
        if (count == 0) {
            requireStarted(CUresult.CUDA_ERROR_NO_DEVICE);
        }
        List<CudaDevice> devices = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            int device = number(arena, "cuDeviceGet", GET_OF, index);
            MemorySegment name = arena.allocate(NAME_BYTES);
            require("cuDeviceGetName", call("cuDeviceGetName", GET_OF_TWO, name, NAME_BYTES - 1, device));
            MemorySegment bytes = arena.allocate(ValueLayout.JAVA_LONG);
            require("cuDeviceTotalMem_v2", call("cuDeviceTotalMem_v2", GET_OF, bytes, device));
            devices.add(new CudaDevice(
                    index,
                    name.getString(0),
                    attribute(arena, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT, device),
                    attribute(arena, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_CLOCK_RATE, device),
                    attribute(arena, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR, device),
                    attribute(arena, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR, device),
                    bytes.get(ValueLayout.JAVA_LONG, 0),
                    version));
        }
        return devices;
    }

    private int attribute(Arena arena, int attribute, int device) throws NoCudaException {
        return number(arena, "cuDeviceGetAttribute", GET_OF_TWO, attribute, device);
    }

    /// Calls a function that answers by its first argument.
    private int number(Arena arena, String name, FunctionDescriptor type, Object... others) throws NoCudaException {
        MemorySegment answer = arena.allocate(ValueLayout.JAVA_INT);
        List<Object> arguments = new ArrayList<>(List.of(others));
        arguments.addFirst(answer);
        require(name, call(name, type, arguments.toArray()));
        return answer.get(ValueLayout.JAVA_INT, 0);
    }

    private int call(String name, FunctionDescriptor type, Object... arguments) throws NoCudaException {
        MemorySegment symbol = driver.find(name)
                .orElseThrow(() -> new NoCudaException(
                        "the NVIDIA driver lacks " + name, "update the NVIDIA driver to one for CUDA 11.0 or newer"));
        MethodHandle function = Linker.nativeLinker().downcallHandle(symbol, type);
        try {
            return (int) function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException("a foreign call of " + name + " failed", e);
        }
    }

    private static void require(String name, int code) throws NoCudaException {
        if (code != CUresult.CUDA_SUCCESS) {
            throw new NoCudaException(
                    "%s fails with CUDA error %d".formatted(name, code),
                    "see whether nvidia-smi lists the device and whether the kernel's log has errors of NVRM");
        }
    }

    /// What the driver says when it starts; each has a remedy of its own.
    private static void requireStarted(int code) throws NoCudaException {
        switch (code) {
            case CUresult.CUDA_SUCCESS -> {
                // It has started.
            }
            case CUresult.CUDA_ERROR_NO_DEVICE ->
                throw new NoCudaException(
                        "the NVIDIA driver sees no device",
                        "see whether CUDA_VISIBLE_DEVICES hides it, whether the container has access to the GPU"
                                + " (--gpus all), and whether nvidia-smi lists it");
            case CUresult.CUDA_ERROR_STUB_LIBRARY ->
                throw new NoCudaException(
                        DRIVER + " is the CUDA toolkit's stub, not a driver",
                        "take the toolkit's folder \"stubs\" out of LD_LIBRARY_PATH and install the NVIDIA driver");
            case CUresult.CUDA_ERROR_SYSTEM_DRIVER_MISMATCH ->
                throw new NoCudaException(
                        DRIVER + " and the loaded kernel module are of different versions (CUDA error 803)",
                        "restart the machine, as after every update of the driver");
            case CUresult.CUDA_ERROR_COMPAT_NOT_SUPPORTED_ON_DEVICE ->
                throw new NoCudaException(
                        DRIVER + " comes from a compatibility package that this device does not support",
                        "take the folder \"compat\" out of LD_LIBRARY_PATH");
            case CUresult.CUDA_ERROR_SYSTEM_NOT_READY ->
                throw new NoCudaException(
                        "the system is not ready for CUDA (CUDA error 802)",
                        "start the services of the machine's GPUs, for example nvidia-fabricmanager");
            default -> require("cuInit", code);
        }
    }
}
