package io.margrid.host.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.margrid.host.Repository;
import io.margrid.model.input.InvalidInputException;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.KnownAnswer;
import io.margrid.model.revaluation.RevaluationBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GuardSettingsTest {
    private static final Pattern ROW =
            Pattern.compile("\\| `(margrid\\.guard\\.\\w+)` \\|[^|]*\\| ([0-9,]+) \\| ([^|]*) \\|");

    private static GuardSettings with(String key, String value) {
        Properties properties = new Properties();
        properties.setProperty(key, value);
        return GuardSettings.of(properties);
    }

    @Test
    void defaultsHoldWhereNothingIsSaid() {
        assertThat(GuardSettings.of(new Properties()))
                .isEqualTo(new GuardSettings(1000, 500, 200, 20, 60_000, 5_000, 300_000))
                .hasToString("cross-check of 1 batch in 1000; watchdog 500 ms + 200 ns a cell + 20 ns a sum;"
                        + " retry after 5000 ms to 300000 ms");
        assertThat(GuardSettings.DEFAULTS.withoutCrossChecks())
                .isEqualTo(with("margrid.guard.crossCheckEvery", " 0 "))
                .asString()
                .startsWith("no cross-check; ");
    }

    @ParameterizedTest
    @EnumSource
    void aValueIsTakenAtItsLimitsAndRefusedPastThem(GuardSettings.Property property) {
        String key = property.key();
        Properties ends = new Properties();
        // The longest rest must not be shorter than the first.
        ends.setProperty("margrid.guard.retryMaxMillis", "86400000");
        for (int end : new int[] {property.min(), property.max()}) {
            if (!key.equals("margrid.guard.retryMaxMillis") || end > 5_000) {
                ends.setProperty(key, Integer.toString(end));
                assertThat(GuardSettings.of(ends)).isNotNull();
            }
        }
        for (long bad : new long[] {property.min() - 1L, property.max() + 1L}) {
            assertThatThrownBy(() -> with(key, Long.toString(bad)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("%s: must be a whole number in [%d, %d]: \"%d\""
                            .formatted(key, property.min(), property.max(), bad));
        }
        assertThatThrownBy(() -> with(key, "1.5"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(key)
                .hasMessageEndingWith(": \"1.5\"");
    }

    @Test
    void everythingWrongIsToldAtOnce() {
        Properties properties = new Properties();
        properties.setProperty("margrid.guard.watchdogMillis", "soon");
        properties.setProperty("margrid.guard.nanosPerSum", "-1");
        InvalidInputException e = catchThrowableOfType(InvalidInputException.class, () -> GuardSettings.of(properties));
        assertThat(e.violations()).hasSize(2);
        assertThatThrownBy(() -> with("margrid.guard.retryMillis", "300001"))
                .hasMessage("margrid.guard.retryMaxMillis: must be at least margrid.guard.retryMillis, 300001: 300000");
        assertThatThrownBy(() -> new GuardSettings(0, 1, 0, 0, 1, 2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void largerBatchesMayTakeLonger() {
        RevaluationBatch batch = KnownAnswer.batch();
        long sums = (long) batch.books().entries() * batch.shocks().scenarios();
        assertThat(GuardSettings.DEFAULTS.allowedNanos(batch))
                .isEqualTo(500_000_000L + 200 * batch.cells() + 20 * sums);
        assertThat(GuardSettings.DEFAULTS.allowedNanos(BookTable.EMPTY)).isEqualTo(500_000_000L);
    }

    @Test
    void thePageListsEveryPropertyWithDefaultAndRange() throws IOException {
        String page = Files.readString(Repository.root().resolve("docs/operations.md"));
        List<String> rows = new ArrayList<>();
        Matcher row = ROW.matcher(page);
        while (row.find()) {
            rows.add(row.group(1) + " " + row.group(2) + " " + row.group(3));
        }
        List<String> expected = new ArrayList<>();
        for (GuardSettings.Property property : GuardSettings.Property.values()) {
            expected.add(String.format(
                    Locale.ROOT,
                    "%s %,d %,d to %,d",
                    property.key(),
                    property.initial(),
                    property.min(),
                    property.max()));
        }
        assertThat(rows).isEqualTo(expected);
    }
}
