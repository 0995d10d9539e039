package io.margrid.model.revaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.Limits;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevaluationBatchTest {
    private static ShockTable shocks(int groups, int scenarios) {
        ShockTable shocks = ShockTable.allocate(groups, 1, new int[scenarios]);
        for (int g = 0; g < groups; g++) {
            for (int s = 0; s < scenarios; s++) {
                shocks.fill(g, s, 0.0, 1.0);
            }
        }
        return shocks;
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 4", "3, 4", "4, 4", "5, 8", "35, 36", "16384, 16384"})
    void strideIsTheNextMultipleOfFour(int scenarios, int stride) {
        assertThat(BatchLayout.stride(scenarios)).isEqualTo(stride);
    }

    @Test
    void emptyBatchIsABatch() {
        RevaluationBatch batch = new RevaluationBatch(InstrumentTable.allocate(0, 0), shocks(0, 0), BookTable.EMPTY);
        assertThat(batch.cells()).isZero();
        assertThat(RevaluationResult.allocate(batch).riskVectors()).isEmpty();
    }

    @Test
    void cellsAreInstrumentsTimesScenarios() {
        RevaluationBatch batch = new RevaluationBatch(InstrumentTable.allocate(3, 1), shocks(1, 5), BookTable.EMPTY);
        assertThat(batch.cells()).isEqualTo(15);
        RevaluationResult result = RevaluationResult.allocate(batch);
        assertThat(result.stride()).isEqualTo(8);
        assertThat(result.riskVectors()).hasSize(24);
        assertThat(result.riskVector(2)).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 6, Integer.MAX_VALUE})
    void refusesOtherKinds(int kind) {
        InstrumentTable table = InstrumentTable.allocate(2, 1);
        table.kind()[1] = kind;
        assertThatThrownBy(() -> new RevaluationBatch(table, shocks(1, 1), BookTable.EMPTY))
                .hasMessage("kind[1] is not a ValueKind code: " + kind);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2, Integer.MIN_VALUE})
    void refusesGroupsOutsideTheShocks(int group) {
        InstrumentTable table = InstrumentTable.allocate(2, 1);
        table.shockGroup()[0] = 1;
        table.shockGroup()[1] = group;
        assertThatThrownBy(() -> new RevaluationBatch(table, shocks(2, 1), BookTable.EMPTY))
                .hasMessage("shockGroup[1] must be in [0, 2): " + group);
    }

    @Test
    void refusesBooksOverMoreInstruments() {
        BookTable books = BookTable.of(3, new int[] {0, 1}, new int[] {0}, new double[1]);
        assertThatThrownBy(() -> new RevaluationBatch(InstrumentTable.allocate(2, 1), shocks(1, 1), books))
                .hasMessage("the books' instruments must be at most 2: 3");
    }

    @Test
    void refusesRulesThatDoNotFit() {
        InstrumentTable table = InstrumentTable.allocate(1, 1);
        assertThatThrownBy(() -> new RevaluationBatch(table, shocks(1, 2), BookTable.EMPTY, CellRules.none(1, 3)))
                .hasMessage("the rules' scenarios must be 2: 3");
        BookTable books = new BookTable(1, new int[] {0, 0}, new int[0], new double[0], new int[] {2});
        assertThatThrownBy(() -> new RevaluationBatch(table, shocks(1, 2), books, CellRules.none(2, 2)))
                .hasMessage("ruleGroup[0] must be in [0, 2): 2");
    }

    @Test
    void refusesDeviationsForOtherShocks() {
        assertThatThrownBy(() -> new RevaluationBatch(InstrumentTable.allocate(2, 2), shocks(1, 1), BookTable.EMPTY))
                .hasMessage("shockedDeviation must have 1 x 2 entries: 4");
    }

    @Test
    void takesAsManyCellsAsTheLimit() {
        // 2^14 scenarios and 2^16 books make 2^30 cells; no array of that size is needed to ask.
        ShockTable shocks = shocks(1, Limits.SCENARIOS);
        InstrumentTable none = InstrumentTable.allocate(0, 1);
        int rows = (int) (Limits.CELLS / Limits.SCENARIOS);
        BookTable most = BookTable.of(0, new int[rows + 1], new int[0], new double[0]);
        assertThatCode(() -> new RevaluationBatch(none, shocks, most)).doesNotThrowAnyException();
        BookTable more = BookTable.of(0, new int[rows + 2], new int[0], new double[0]);
        assertThatThrownBy(() -> new RevaluationBatch(none, shocks, more))
                .hasMessage("cells must be at most 1073741824: 1073758208");
    }

    @Test
    void resultMustHaveRoom() {
        BookTable two = BookTable.of(0, new int[] {0, 0, 0}, new int[0], new double[0]);
        RevaluationBatch small = new RevaluationBatch(InstrumentTable.allocate(1, 1), shocks(1, 1), BookTable.EMPTY);
        RevaluationBatch books = new RevaluationBatch(InstrumentTable.allocate(1, 1), shocks(1, 1), two);
        RevaluationBatch wide = new RevaluationBatch(InstrumentTable.allocate(1, 1), shocks(1, 2), BookTable.EMPTY);
        RevaluationBatch many = new RevaluationBatch(InstrumentTable.allocate(2, 1), shocks(1, 1), BookTable.EMPTY);
        RevaluationResult result = RevaluationResult.allocate(small);
        result.requireRoomFor(small);
        for (RevaluationBatch other : new RevaluationBatch[] {books, wide, many}) {
            assertThatThrownBy(() -> result.requireRoomFor(other))
                    .hasMessage("the result was allocated for another batch");
        }
    }

    @Test
    void everyColumnOfAResultMustHaveRoom() {
        RevaluationBatch batch = new RevaluationBatch(InstrumentTable.allocate(2, 1), shocks(1, 3), BookTable.EMPTY);
        result(3, 4, 8, 2, 2, 2, 2, 2).requireRoomFor(batch);
        result(3, 4, 9, 3, 3, 3, 3, 3).requireRoomFor(batch);
        for (RevaluationResult other : new RevaluationResult[] {
            result(4, 4, 8, 2, 2, 2, 2, 2),
            result(3, 3, 8, 2, 2, 2, 2, 2),
            result(3, 8, 16, 2, 2, 2, 2, 2),
            result(3, 4, 7, 2, 2, 2, 2, 2),
            result(3, 4, 8, 1, 2, 2, 2, 2),
            result(3, 4, 8, 2, 1, 2, 2, 2),
            result(3, 4, 8, 2, 2, 1, 2, 2),
            result(3, 4, 8, 2, 2, 2, 1, 2),
            result(3, 4, 8, 2, 2, 2, 2, 1),
        }) {
            assertThatThrownBy(() -> other.requireRoomFor(batch))
                    .hasMessage("the result was allocated for another batch");
        }
    }

    /// A result without rows; the last five are the lengths of value, delta, gamma, vega and theta.
    private static RevaluationResult result(int scenarios, int stride, int vectors, int... columns) {
        return new RevaluationResult(
                Output.ALL,
                scenarios,
                stride,
                new double[vectors],
                new double[0],
                new double[columns[0]],
                new double[columns[1]],
                new double[columns[2]],
                new double[columns[3]],
                new double[columns[4]],
                WorstCells.allocate(0));
    }

    @Test
    void onlyWantedOutputsNeedRoom() {
        BookTable two = BookTable.of(0, new int[] {0, 0, 0}, new int[0], new double[0]);
        RevaluationBatch batch = new RevaluationBatch(InstrumentTable.allocate(2, 1), shocks(1, 3), two);
        for (Output output : Output.values()) {
            RevaluationResult result = RevaluationResult.allocate(batch, Set.of(output));
            result.requireRoomFor(batch);
            assertThat(result.wants(output)).isTrue();
            assertThat(result.value()).hasSize(output == Output.GREEKS ? 2 : 0);
            assertThat(result.riskVectors()).hasSize(output == Output.RISK_VECTORS ? 8 : 0);
            assertThat(result.bookPnl()).hasSize(output == Output.BOOK_PNL ? 8 : 0);
            assertThat(result.worstCells().worst()).hasSize(output == Output.WORST_CELLS ? 2 : 0);
        }
    }

    @Test
    void vectorsOfAResultAreCopies() {
        RevaluationBatch batch = new RevaluationBatch(InstrumentTable.allocate(2, 1), shocks(1, 3), BookTable.EMPTY);
        RevaluationResult result = RevaluationResult.allocate(batch);
        result.riskVectors()[result.stride()] = 7.0;
        double[] vector = result.riskVector(1);
        assertThat(vector).containsExactly(7.0, 0.0, 0.0);
        vector[0] = 0.0;
        assertThat(result.riskVectors()[result.stride()]).isEqualTo(7.0);
    }
}
