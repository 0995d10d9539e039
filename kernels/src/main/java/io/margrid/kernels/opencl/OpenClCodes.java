package io.margrid.kernels.opencl;

import io.margrid.model.revaluation.BackendException;
import io.margrid.model.revaluation.BackendException.Fault;
import org.jocl.CL;

/// What OpenCL's status codes mean for a backend.
final class OpenClCodes {
    private OpenClCodes() {}

    /// Checks a code.
    ///
    /// @param code what a call returned
    /// @param what the call, for people
    /// @throws BackendException unless it says success
    static void check(int code, String what) {
        if (code != CL.CL_SUCCESS) {
            throw failure(code, what);
        }
    }

    /// A code as an exception.
    static BackendException failure(int code, String what) {
        return new BackendException(fault(code), "OpenCL: %s: %s".formatted(what, CL.stringFor_errorCode(code)));
    }

    static Fault fault(int code) {
        return switch (code) {
            case CL.CL_MEM_OBJECT_ALLOCATION_FAILURE,
                    CL.CL_OUT_OF_RESOURCES,
                    CL.CL_OUT_OF_HOST_MEMORY,
                    CL.CL_INVALID_BUFFER_SIZE -> Fault.MEMORY;
            case CL.CL_BUILD_PROGRAM_FAILURE,
                    CL.CL_COMPILER_NOT_AVAILABLE,
                    CL.CL_COMPILE_PROGRAM_FAILURE,
                    CL.CL_LINK_PROGRAM_FAILURE,
                    CL.CL_INVALID_PROGRAM,
                    CL.CL_INVALID_PROGRAM_EXECUTABLE,
                    CL.CL_INVALID_BUILD_OPTIONS,
                    CL.CL_INVALID_KERNEL_NAME -> Fault.COMPILE;
            case CL.CL_DEVICE_NOT_AVAILABLE, CL.CL_INVALID_DEVICE, CL.CL_INVALID_CONTEXT, CL.CL_INVALID_COMMAND_QUEUE ->
                Fault.LOST;
            default -> Fault.LAUNCH;
        };
    }
}
