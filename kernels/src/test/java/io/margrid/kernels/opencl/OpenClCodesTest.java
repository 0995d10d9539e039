package io.margrid.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.revaluation.BackendException;
import io.margrid.model.revaluation.BackendException.Fault;
import org.jocl.CL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenClCodesTest {
    @Test
    void successPasses() {
        assertThatCode(() -> OpenClCodes.check(CL.CL_SUCCESS, "do it")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "-2, LOST, CL_DEVICE_NOT_AVAILABLE",
        "-4, MEMORY, CL_MEM_OBJECT_ALLOCATION_FAILURE",
        "-5, MEMORY, CL_OUT_OF_RESOURCES",
        "-6, MEMORY, CL_OUT_OF_HOST_MEMORY",
        "-11, COMPILE, CL_BUILD_PROGRAM_FAILURE",
        "-14, LAUNCH, CL_EXEC_STATUS_ERROR_FOR_EVENTS_IN_WAIT_LIST",
        "-34, LOST, CL_INVALID_CONTEXT",
        "-36, LOST, CL_INVALID_COMMAND_QUEUE",
        "-43, COMPILE, CL_INVALID_BUILD_OPTIONS",
        "-46, COMPILE, CL_INVALID_KERNEL_NAME",
        "-54, LAUNCH, CL_INVALID_WORK_GROUP_SIZE",
        "-61, MEMORY, CL_INVALID_BUFFER_SIZE",
    })
    void everyFailureIsAFaultWithTheCodesName(int code, Fault fault, String name) {
        assertThatThrownBy(() -> OpenClCodes.check(code, "do it")).isInstanceOfSatisfying(BackendException.class, e -> {
            assertThat(e.fault()).isEqualTo(fault);
            assertThat(e).hasMessage("OpenCL: do it: " + name);
        });
    }
}
