package io.margrid.kernels.opencl;

import io.margrid.model.revaluation.BackendException;
import io.margrid.model.revaluation.BackendException.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_context;
import org.jocl.cl_device_id;
import org.jocl.cl_program;

/// Makes a program for a device, from the cache if it is there.
final class ProgramBuilder {
    private final cl_context context;
    private final OpenClDevice device;
    private final ProgramCache cache;

    ProgramBuilder(cl_context context, OpenClDevice device, ProgramCache cache) {
        this.context = context;
        this.device = device;
        this.cache = cache;
    }

    /// Builds a program.
    ///
    /// @param text    OpenCL C
    /// @param options of the compiler
    /// @return a program that the caller releases
    /// @throws BackendException with the compiler's words if it refuses the text
    cl_program build(String text, String options) {
        String key = ProgramCache.key(text, options, device.identity());
        Optional<cl_program> cached = cache.get(key).flatMap(binary -> ofBinary(binary, options));
        if (cached.isPresent()) {
            return cached.get();
        }
        int[] code = new int[1];
        cl_program program = CL.clCreateProgramWithSource(context, 1, new String[] {text}, null, code);
        OpenClCodes.check(code[0], "take the kernels' text");
        int built = CL.clBuildProgram(program, 1, devices(), options, null, null);
        if (built != CL.CL_SUCCESS) {
            String log = log(program);
            CL.clReleaseProgram(program);
            throw new BackendException(
                    Fault.COMPILE,
                    "OpenCL: the compiler of %s refuses the kernels: %s: %s"
                            .formatted(device.name(), CL.stringFor_errorCode(built), log));
        }
        binary(program).ifPresent(binary -> cache.put(key, binary));
        return program;
    }

    private Optional<cl_program> ofBinary(byte[] binary, String options) {
        int[] code = new int[1];
        int[] status = new int[1];
        cl_program program = CL.clCreateProgramWithBinary(
                context, 1, devices(), new long[] {binary.length}, new byte[][] {binary}, status, code);
        if (code[0] != CL.CL_SUCCESS || status[0] != CL.CL_SUCCESS) {
            return Optional.empty();
        }
        if (CL.clBuildProgram(program, 1, devices(), options, null, null) != CL.CL_SUCCESS) {
            CL.clReleaseProgram(program);
            return Optional.empty();
        }
        return Optional.of(program);
    }

    private Optional<byte[]> binary(cl_program program) {
        long[] size = new long[1];
        if (CL.clGetProgramInfo(program, CL.CL_PROGRAM_BINARY_SIZES, Sizeof.size_t, Pointer.to(size), null)
                        != CL.CL_SUCCESS
                || size[0] == 0) {
            return Optional.empty();
        }
        byte[] bytes = new byte[(int) size[0]];
        Pointer pointers = Pointer.to(Pointer.to(bytes));
        return CL.clGetProgramInfo(program, CL.CL_PROGRAM_BINARIES, Sizeof.POINTER, pointers, null) == CL.CL_SUCCESS
                ? Optional.of(bytes)
                : Optional.empty();
    }

    private String log(cl_program program) {
        long[] size = new long[1];
        CL.clGetProgramBuildInfo(program, device.device(), CL.CL_PROGRAM_BUILD_LOG, 0, null, size);
        byte[] bytes = new byte[(int) size[0]];
        CL.clGetProgramBuildInfo(
                program, device.device(), CL.CL_PROGRAM_BUILD_LOG, bytes.length, Pointer.to(bytes), null);
        return new String(bytes, StandardCharsets.UTF_8).replace("\0", "").strip();
    }

    private cl_device_id[] devices() {
        return new cl_device_id[] {device.device()};
    }
}
