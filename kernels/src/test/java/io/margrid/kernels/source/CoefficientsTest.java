package io.margrid.kernels.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// That the kernels' numbers are those of the reference, bit by bit. By reflection: the reference shows them to
/// nobody.
class CoefficientsTest {
    private static final Pattern DEFINITION = Pattern.compile("#define (\\w+) R\\((\\S+)\\)");

    private static Map<String, Long> ofTheKernels() {
        Map<String, Long> numbers = new TreeMap<>();
        Matcher matcher = DEFINITION.matcher(KernelSource.assemble(KernelDialect.C));
        while (matcher.find()) {
            String number = matcher.group(2);
            double value = Double.parseDouble(number.contains("0x") && !number.contains("p") ? number + "p0" : number);
            numbers.put(matcher.group(1), Double.doubleToRawLongBits(value));
        }
        return numbers;
    }

    private static Map<String, Long> of(String... classes) throws ReflectiveOperationException {
        Map<String, Long> numbers = new TreeMap<>();
        for (String name : classes) {
            for (Field field : Class.forName("io.margrid.cpu." + name).getDeclaredFields()) {
                if (field.getType() == double.class) {
                    field.setAccessible(true);
                    numbers.put(field.getName(), Double.doubleToRawLongBits(field.getDouble(null)));
                }
            }
        }
        return numbers;
    }

    @Test
    void areTheReferencesBitByBit() throws ReflectiveOperationException {
        Map<String, Long> kernels = ofTheKernels();
        assertThat(kernels.remove("LARGEST_FINITE")).isEqualTo(Double.doubleToRawLongBits(Double.MAX_VALUE));
        Map<String, Long> reference = of("Coefficients", "ScalarMath", "Black76");
        assertThat(reference).hasSizeGreaterThan(26);
        assertThat(kernels).isEqualTo(reference);
    }
}
