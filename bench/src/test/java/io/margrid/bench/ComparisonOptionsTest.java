package io.margrid.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonOptionsTest {
    @Test
    void readsAllOptions() {
        ComparisonOptions options = ComparisonOptions.parse(
                List.of("--only", "vector,cuda", "--large", "--quick", "--fp64-tflops", "1.5", "--markdown", "x.md"));
        assertThat(options.only()).containsExactly("cuda", "vector");
        assertThat(options.large()).isTrue();
        assertThat(options.quick()).isTrue();
        assertThat(options.teraflops()).hasValue(1.5);
        assertThat(options.markdown()).hasValue(Path.of("x.md"));
    }

    @Test
    void withoutOptionsAllBackendsAreCompared() {
        assertThat(ComparisonOptions.parse(List.of()).only()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--wrong, unknown option: --wrong",
        "--only, --only needs a value",
        "--fp64-tflops 0, --fp64-tflops must be positive: 0",
        "--fp64-tflops NaN, --fp64-tflops must be positive: NaN",
        "--fp64-tflops x, --fp64-tflops must be a number: x",
    })
    void refuses(String arguments, String message) {
        assertThatThrownBy(() -> ComparisonOptions.parse(List.of(arguments.split(" ", -1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
