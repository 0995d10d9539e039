package io.margrid.host.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.margrid.host.deribit.SourceFile;
import io.margrid.model.input.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PriceHistoryTest {
    private static SourceFile file(String text) {
        return new SourceFile("p.csv", true, () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void columnsMayStandAnywhere() {
        PriceHistory history = PriceHistory.read(file("date,open,close\n2026-01-01,9,10\n2026-01-02,9,11\n"));
        assertThat(history.dates()).containsExactly(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 2));
        assertThat(history.returns()).containsExactly(11.0 / 10.0 - 1.0);
    }

    @Test
    void everyBadRowIsNamed() {
        InvalidInputException e = catchThrowableOfType(
                InvalidInputException.class,
                () -> PriceHistory.read(
                        file("date,close\n2026-01-02,10\n2026-01-02,11\nsoon,12\n2026-01-04,0\n2026-01-05,x\n")));
        assertThat(e.violations())
                .extracting(Object::toString)
                .containsExactly(
                        "p.csv:3: date must be after 2026-01-02: 2026-01-02",
                        "p.csv:4: date must be like 2026-08-20: \"soon\"",
                        "p.csv:5: close must be above 0 and finite: \"0\"",
                        "p.csv:6: close must be a number: \"x\"");
    }

    @Test
    void columnsThatLackAreNamed() {
        InvalidInputException e =
                catchThrowableOfType(InvalidInputException.class, () -> PriceHistory.read(file("day,price\n")));
        assertThat(e.violations()).hasSize(2);
    }
}
