package io.margrid.kernels.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// That the shared text keeps to what gives the same bits everywhere.
class KernelSubsetTest {
    /// Functions that every dialect has and that IEEE 754 defines to the last bit.
    private static final Set<String> EXACT = Set.of("fma", "sqrt", "fabs");

    private static final Set<String> KEYWORDS = Set.of("if", "for", "while", "return", "sizeof");

    /// Without comments and prelude.
    private static String shared() {
        String text = KernelSource.assemble(KernelDialect.C);
        return text.substring(text.indexOf("\n/* G(z) = exp")).replaceAll("(?s)/\\*.*?\\*/", "");
    }

    private static Set<String> matches(String regex) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile(regex).matcher(shared());
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    void callsOnlyItsOwnFunctionsAndExactOnes() {
        Set<String> called = matches("\\b(\\w+)\\s*\\(");
        called.removeAll(matches("(?:DEVICE \\w+|KERNEL) (\\w+)\\("));
        called.removeAll(matches("#define (\\w+)"));
        called.removeAll(KEYWORDS);
        called.removeAll(Set.of("GLOBAL_ID", "R", "real_bits", "bits_real"));
        assertThat(called).isEqualTo(new TreeSet<>(EXACT));
    }

    @Test
    void hasNoIncludesNoPragmasAndNoTypesOfOneLanguage() {
        assertThat(shared())
                .doesNotContain("#include", "#pragma", "#if", "__", "double", "float", "long", "unsigned", "//");
    }

    /// A bare `1.0` is a double in all dialects today; [R] keeps it so in a dialect with another `real`.
    @Test
    void everyNumberWithAPointStandsInR() {
        assertThat(shared().replaceAll("R\\(-?[0-9a-fxp.+-]+\\)", "")).doesNotContainPattern("[0-9]\\.[0-9]");
    }

    /// Rounding must not depend on a compiler that joins a product and a sum.
    @Test
    void preludesForbidContraction() {
        assertThat(KernelSource.assemble(KernelDialect.OPENCL)).contains("#pragma OPENCL FP_CONTRACT OFF");
    }

    @Test
    void everySumOfABookRoundsItsProducts() {
        String text = shared();
        String books = text.substring(text.indexOf("KERNEL chunk_sums"));
        assertThat(books).doesNotContain("fma(");
    }
}
