package io.margrid.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BenchTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = Bench.command();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    @Test
    void helpNamesSuitesAndPeers() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("pricing", "cpp-scalar", "strata", "--quick", "--markdown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "speed|suite: \"speed\" is none of pricing, aggregation, fullbook, rpc",
                "pricing --peers abacus|peers: \"abacus\" is none of none, ",
                "pricing --core first|Invalid value for option '--core'",
                "pricing --wrong|Unknown option: '--wrong'",
            })
    void badCommandLinesAreRefused(String line, String message) {
        assertThat(run(line.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void aCoreThatIsNotThereIsRefused() {
        assertThat(run("pricing", "--core", "4095")).isEqualTo(2);
        assertThat(err.toString()).contains("core: ", "taskset -c 4095");
    }
}
