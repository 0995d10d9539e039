package io.margrid.kernels.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelSourceTest {
    /// In this order in every prelude.
    private static final List<String> NAMES = List.of(
            "real",
            "i64",
            "KERNEL",
            "DEVICE",
            "GLOBAL",
            "RESTRICT",
            "GLOBAL_ID",
            "LANES",
            "R",
            "real_bits",
            "bits_real");

    private static final Pattern DEFINITION =
            Pattern.compile("^(?:typedef .*?(\\w+);|#define (\\w+)|DEVICE \\w+ (\\w+)\\()", Pattern.MULTILINE);

    @ParameterizedTest
    @EnumSource(KernelDialect.class)
    void everyPreludeGivesTheSameNamesInTheSameOrder(KernelDialect dialect) {
        String text = KernelSource.assemble(dialect);
        String prelude = text.substring(0, text.indexOf("G(z) = exp"));
        assertThat(DEFINITION
                        .matcher(prelude)
                        .results()
                        .map(KernelSourceTest::name)
                        .distinct()
                        .limit(NAMES.size()))
                .isEqualTo(NAMES);
    }

    private static String name(MatchResult match) {
        return match.group(1) != null ? match.group(1) : match.group(2) != null ? match.group(2) : match.group(3);
    }

    @Test
    void dialectsDifferInThePreludeOnly() {
        String shared = "\n/* G(z) = exp";
        String c = KernelSource.assemble(KernelDialect.C);
        String tail = c.substring(c.indexOf(shared));
        for (KernelDialect dialect : KernelDialect.values()) {
            assertThat(KernelSource.assemble(dialect)).endsWith(tail);
        }
        assertThat(tail).contains("KERNEL prepare(", "KERNEL worst_cells(");
    }

    @Test
    void theHashIsSha256() {
        assertThat(KernelSource.hash("")).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
