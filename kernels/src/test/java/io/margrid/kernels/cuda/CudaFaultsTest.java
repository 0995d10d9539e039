package io.margrid.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.model.revaluation.BackendException.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CudaFaultsTest {
    @ParameterizedTest
    @CsvSource({
        "1, LAUNCH",
        "2, MEMORY",
        "4, LOST",
        "46, LOST",
        "100, LOST",
        "200, COMPILE",
        "201, LOST",
        "209, COMPILE",
        "214, LOST",
        "218, COMPILE",
        "220, LOST",
        "221, COMPILE",
        "222, COMPILE",
        "304, LOST",
        "400, LAUNCH",
        "500, COMPILE",
        "700, LOST",
        "701, LAUNCH",
        "702, HUNG",
        "709, LOST",
        "715, LOST",
        "719, LOST",
        "909, HUNG",
        "999, LOST",
        "12345, LAUNCH"
    })
    void everyCodeIsAFault(int code, Fault fault) {
        assertThat(CudaFaults.of(code)).isEqualTo(fault);
    }
}
