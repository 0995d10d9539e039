package io.margrid.host.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.model.revaluation.BatchLayout;
import io.margrid.model.revaluation.BookTable;
import io.margrid.model.revaluation.CellRules;
import io.margrid.model.revaluation.InstrumentTable;
import io.margrid.model.revaluation.KnownAnswer;
import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import io.margrid.model.revaluation.ShockTable;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossCheckTest {
    private static final long SEED = Long.getLong("margrid.seed", 20_260_820L);
    private static final RevaluationBackend SCALAR = Backends.open("scalar");
    private static final int SCENARIOS = 35;

    /// Options of many strikes and books of a few positions each, under two groups of rules.
    private static RevaluationBatch batch(int instruments, int rows, int entriesPerRow) {
        SplittableRandom random = new SplittableRandom(SEED);
        InstrumentTable table = InstrumentTable.allocate(instruments, 1);
        for (int i = 0; i < instruments; i++) {
            double strikeOverForward = 0.5 + random.nextDouble();
            table.kind()[i] = i % 6;
            table.shockGroup()[i] = i % 2;
            table.forward()[i] = 1000.0 + i;
            table.strikeOverForward()[i] = strikeOverForward;
            table.logForwardOverStrike()[i] = -StrictMath.log(strikeOverForward);
            table.years()[i] = 0.1;
            table.baseDeviation()[i] = 0.2;
            table.shockedDeviation()[i] = 0.1 + 0.3 * random.nextDouble();
        }
        ShockTable shocks = ShockTable.allocate(2, 1, new int[SCENARIOS]);
        for (int s = 0; s < SCENARIOS; s++) {
            shocks.fill(0, s, 0.01 * (s - 17), 1.0);
            shocks.fill(1, s, 0.02 * (s - 17), 0.5);
        }
        int entries = rows * entriesPerRow;
        int[] rowStart = new int[rows + 1];
        Arrays.setAll(rowStart, r -> r * entriesPerRow);
        int[] ruleGroup = new int[rows];
        Arrays.setAll(ruleGroup, r -> r % 2);
        BookTable books = new BookTable(
                instruments,
                rowStart,
                random.ints(entries, 0, Math.max(1, instruments)).toArray(),
                random.doubles(entries, -10.0, 10.0).toArray(),
                ruleGroup);
        CellRules rules = CellRules.none(2, SCENARIOS);
        Arrays.fill(rules.gainFactor(), SCENARIOS, 2 * SCENARIOS, 0.25);
        return new RevaluationBatch(table, shocks, books, rules);
    }

    @Test
    void aSmallBatchIsCheckedWhole() {
        RevaluationBatch batch = KnownAnswer.batch();
        CrossCheck check = CrossCheck.of(batch, new SplittableRandom(SEED));
        assertThat(check.batch()).isSameAs(batch);
        assertThat(check.difference(SCALAR.revalue(batch), SCALAR)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "60000,     0,    0", // instruments alone
        "60000, 20000,    2", // both too many
        "   50, 90000,    1", // books of few instruments
        "  500,     3, 9999", // rows larger than half a check
        "   10,     2, 90000", // each row too large alone
        "    0, 90000,    0", // nothing to price
    })
    void partOfALargeBatchStandsForIt(int instruments, int rows, int entriesPerRow) {
        RevaluationBatch batch = batch(instruments, rows, entriesPerRow);
        RevaluationResult whole = SCALAR.revalue(batch);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 5; i++) {
            CrossCheck check = CrossCheck.of(batch, random);
            RevaluationBatch part = check.batch();
            assertThat(part.cells()).isLessThanOrEqualTo(CrossCheck.CELLS_MAX);
            assertThat((long) part.books().entries() * SCENARIOS)
                    .isLessThanOrEqualTo(Math.max(CrossCheck.CELLS_MAX, (long) entriesPerRow * SCENARIOS));
            assertThat(part.books().rows()).isBetween(Math.min(rows, 1), rows);
            assertThat(check.difference(whole, SCALAR)).as("seed %d", SEED).isEmpty();
            // Any row and any instrument of the part would have been found.
            if (rows > 0) {
                int row = check.firstRow() + part.books().rows() - 1;
                int at = row * BatchLayout.stride(SCENARIOS) + 34;
                double right = whole.bookPnl()[at];
                whole.bookPnl()[at] = right + 1.0;
                assertThat(check.difference(whole, SCALAR))
                        .hasValueSatisfying(difference ->
                                assertThat(difference).contains("profit of row %d in scenario 34".formatted(row)));
                whole.bookPnl()[at] = right;
            }
            if (instruments > 0) {
                int j = check.instrument()[check.instrument().length - 1];
                double right = whole.vega()[j];
                whole.vega()[j] = Double.NaN;
                assertThat(check.difference(whole, SCALAR))
                        .hasValueSatisfying(difference ->
                                assertThat(difference).startsWith("vega of instrument %d is NaN".formatted(j)));
                whole.vega()[j] = right;
            }
        }
    }

    @Test
    void onlyWhatIsWantedIsCompared() {
        RevaluationBatch batch = KnownAnswer.batch();
        CrossCheck check = CrossCheck.of(batch, new SplittableRandom(SEED));
        for (Output output : Output.values()) {
            RevaluationResult result = RevaluationResult.allocate(batch, Set.of(output));
            SCALAR.revalue(batch, result);
            assertThat(check.difference(result, SCALAR)).isEmpty();
        }
    }

    /// Devices and processors differ in the bits of a NaN; that it is one is the figure.
    @Test
    void oneNaNIsLikeAnother() {
        RevaluationBatch batch = batch(3, 1, 1);
        batch.instruments().baseDeviation()[2] = Double.NaN;
        RevaluationResult result = SCALAR.revalue(batch);
        assertThat(result.value()[2]).isNaN();
        result.value()[2] = Double.longBitsToDouble(0xfff8_0000_0000_0001L);
        assertThat(CrossCheck.of(batch, new SplittableRandom(SEED)).difference(result, SCALAR))
                .isEmpty();
    }
}
