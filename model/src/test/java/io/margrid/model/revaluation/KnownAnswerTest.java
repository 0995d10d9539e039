package io.margrid.model.revaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// That the batch asks every part of a backend; that backends answer is in their contract.
class KnownAnswerTest {
    private static final int WIDEST_VECTOR = 32;

    @Test
    void optionsStandInRunsThatFillVectors() {
        InstrumentTable table = KnownAnswer.batch().instruments();
        int longest = 0;
        int run = 0;
        for (int i = 0; i < table.size(); i++) {
            boolean goesOn = ValueKind.isOption(table.kind()[i])
                    && (run == 0 || table.shockGroup()[i] == table.shockGroup()[i - 1]);
            run = goesOn ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        assertThat(longest).isGreaterThan(WIDEST_VECTOR);
    }

    @Test
    void everyKindOccurs() {
        assertThat(KnownAnswer.batch().instruments().kind()).contains(0, 1, 2, 3, 4, 5);
        assertThat(ValueKind.values()).hasSize(6);
    }

    @Test
    void theHashSeesEveryFigure() {
        RevaluationBatch batch = KnownAnswer.batch();
        RevaluationResult result = RevaluationResult.allocate(batch);
        long before = KnownAnswer.hash(batch, result);
        int n = batch.instruments().size();
        double[][] columns = {result.value(), result.delta(), result.gamma(), result.vega(), result.theta()};
        for (double[] column : columns) {
            column[n - 1] = Double.MIN_VALUE;
            assertThat(KnownAnswer.hash(batch, result)).isNotEqualTo(before);
            column[n - 1] = 0.0;
        }
        int cell = (n - 1) * result.stride() + result.scenarios() - 1;
        result.riskVectors()[cell] = Double.MIN_VALUE;
        assertThat(KnownAnswer.hash(batch, result)).isNotEqualTo(before);
        result.riskVectors()[cell] = 0.0;
        result.bookPnl()[(batch.books().rows() - 1) * result.stride()] = -1.0;
        assertThat(KnownAnswer.hash(batch, result)).isNotEqualTo(before);
        result.bookPnl()[(batch.books().rows() - 1) * result.stride()] = 0.0;
        WorstCells cells = result.worstCells();
        for (int[] column : new int[][] {cells.worst(), cells.runnerUp(), cells.notFinite()}) {
            column[batch.books().rows() - 1] = 1;
            assertThat(KnownAnswer.hash(batch, result)).isNotEqualTo(before);
            column[batch.books().rows() - 1] = 0;
        }
        for (double[] column : new double[][] {cells.worstPnl(), cells.runnerUpPnl()}) {
            column[batch.books().rows() - 1] = 1.0;
            assertThat(KnownAnswer.hash(batch, result)).isNotEqualTo(before);
            column[batch.books().rows() - 1] = 0.0;
        }
    }
}
