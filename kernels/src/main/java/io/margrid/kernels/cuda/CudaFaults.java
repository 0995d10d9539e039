package io.margrid.kernels.cuda;

import io.margrid.model.revaluation.BackendException;
import io.margrid.model.revaluation.BackendException.Fault;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;

/// What the driver's codes mean for a backend.
final class CudaFaults {
    private CudaFaults() {}

    /// The fault that a code stands for.
    ///
    /// @param code of the driver, not 0
    static Fault of(int code) {
        return switch (code) {
            case CUresult.CUDA_ERROR_OUT_OF_MEMORY -> Fault.MEMORY;
            case CUresult.CUDA_ERROR_INVALID_IMAGE,
                    CUresult.CUDA_ERROR_NO_BINARY_FOR_GPU,
                    CUresult.CUDA_ERROR_INVALID_PTX,
                    CUresult.CUDA_ERROR_JIT_COMPILER_NOT_FOUND,
                    CUresult.CUDA_ERROR_UNSUPPORTED_PTX_VERSION,
                    CUresult.CUDA_ERROR_JIT_COMPILATION_DISABLED,
                    CUresult.CUDA_ERROR_INVALID_SOURCE,
                    CUresult.CUDA_ERROR_SHARED_OBJECT_SYMBOL_NOT_FOUND,
                    CUresult.CUDA_ERROR_SHARED_OBJECT_INIT_FAILED,
                    // Answered by a program that lacks a kernel.
                    CUresult.CUDA_ERROR_NOT_FOUND -> Fault.COMPILE;
            // The kernel ran longer than a device with a screen allows.
            case CUresult.CUDA_ERROR_LAUNCH_TIMEOUT, CUresult.CUDA_ERROR_TIMEOUT -> Fault.HUNG;
            // After each of these the context, and often the device, is of no use any more.
            case CUresult.CUDA_ERROR_DEINITIALIZED,
                    CUresult.CUDA_ERROR_DEVICE_UNAVAILABLE,
                    CUresult.CUDA_ERROR_NO_DEVICE,
                    CUresult.CUDA_ERROR_INVALID_DEVICE,
                    CUresult.CUDA_ERROR_INVALID_CONTEXT,
                    CUresult.CUDA_ERROR_ECC_UNCORRECTABLE,
                    CUresult.CUDA_ERROR_NVLINK_UNCORRECTABLE,
                    CUresult.CUDA_ERROR_OPERATING_SYSTEM,
                    CUresult.CUDA_ERROR_ILLEGAL_ADDRESS,
                    CUresult.CUDA_ERROR_CONTEXT_IS_DESTROYED,
                    CUresult.CUDA_ERROR_ASSERT,
                    CUresult.CUDA_ERROR_HARDWARE_STACK_ERROR,
                    CUresult.CUDA_ERROR_ILLEGAL_INSTRUCTION,
                    CUresult.CUDA_ERROR_MISALIGNED_ADDRESS,
                    CUresult.CUDA_ERROR_INVALID_ADDRESS_SPACE,
                    CUresult.CUDA_ERROR_INVALID_PC,
                    CUresult.CUDA_ERROR_LAUNCH_FAILED,
                    CUresult.CUDA_ERROR_SYSTEM_NOT_READY,
                    CUresult.CUDA_ERROR_SYSTEM_DRIVER_MISMATCH,
                    CUresult.CUDA_ERROR_MPS_CONNECTION_FAILED,
                    CUresult.CUDA_ERROR_MPS_RPC_FAILURE,
                    CUresult.CUDA_ERROR_MPS_CLIENT_TERMINATED,
                    CUresult.CUDA_ERROR_EXTERNAL_DEVICE,
                    CUresult.CUDA_ERROR_UNKNOWN -> Fault.LOST;
            default -> Fault.LAUNCH;
        };
    }

    /// An exception for a code.
    ///
    /// @param label of the device
    /// @param call  what was called
    /// @param code  of the driver, not 0
    static BackendException failure(String label, String call, int code) {
        return new BackendException(of(code), "%s: %s failed: %s".formatted(label, call, named(code)));
    }

    /// A code with the driver's name for it.
    ///
    /// @param code of the driver
    static String named(int code) {
        String[] name = new String[1];
        boolean known = JCudaDriver.cuGetErrorName(code, name) == CUresult.CUDA_SUCCESS && name[0] != null;
        return known ? "%s (%d)".formatted(name[0], code) : "CUDA error " + code;
    }
}
