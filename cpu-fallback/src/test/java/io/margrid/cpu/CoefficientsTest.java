package io.margrid.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CoefficientsTest {
    private static final Path GENERATED = Path.of("src/test/generators/coefficients.txt");
    private static final Pattern LINE = Pattern.compile("([pqc][0-9]+) +(\\S+) +\\S+");

    @Test
    void areTheGeneratedOnesBitByBit() throws IOException, ReflectiveOperationException {
        Map<String, Double> chosen = new TreeMap<>();
        boolean inside = false;
        for (String line : Files.readAllLines(GENERATED)) {
            if (line.startsWith("==")) {
                inside = line.contains("CHOSEN");
            }
            Matcher matcher = LINE.matcher(line);
            if (inside && matcher.matches()) {
                chosen.put(matcher.group(1).toUpperCase(Locale.ROOT), Double.parseDouble(matcher.group(2)));
            }
        }
        assertThat(chosen.remove("C0")).isEqualTo(1.0);
        assertThat(chosen).hasSize(7 + 8 + 11);
        for (Map.Entry<String, Double> coefficient : chosen.entrySet()) {
            double ours =
                    Coefficients.class.getDeclaredField(coefficient.getKey()).getDouble(null);
            assertThat(Double.doubleToLongBits(ours))
                    .as(coefficient.getKey())
                    .isEqualTo(Double.doubleToLongBits(coefficient.getValue()));
        }
        assertThat(List.of(Coefficients.class.getDeclaredFields())).hasSize(chosen.size());
    }
}
