package io.margrid.host.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.model.revaluation.KnownAnswer;
import io.margrid.model.revaluation.Output;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResultPoolTest {
    private static final RevaluationBatch BATCH = KnownAnswer.batch();
    private static final RevaluationBatch FEWER = new RevaluationBatch(
            BATCH.instruments(), BATCH.shocks(), BATCH.books().slice(0, 5), BATCH.rules());

    @Test
    void growsToTheLargestBatchAndServesSmallerOnes() {
        ResultPool pool = new ResultPool();
        RevaluationResult small = pool.roomFor(FEWER, Output.ALL);
        RevaluationResult large = pool.roomFor(BATCH, Output.ALL);
        assertThat(large).isNotSameAs(small).isSameAs(pool.roomFor(FEWER, Output.ALL));
        large.requireRoomFor(BATCH);
        large.requireRoomFor(FEWER);
    }

    @Test
    void theShapeLongestUnusedMakesRoom() {
        ResultPool pool = new ResultPool();
        RevaluationResult first = pool.roomFor(BATCH, Set.of(Output.GREEKS));
        RevaluationResult second = pool.roomFor(BATCH, Set.of(Output.RISK_VECTORS));
        pool.roomFor(BATCH, Set.of(Output.BOOK_PNL));
        pool.roomFor(BATCH, Set.of(Output.WORST_CELLS));
        assertThat(pool.roomFor(BATCH, Set.of(Output.GREEKS))).isSameAs(first);
        pool.roomFor(BATCH, Output.ALL);
        assertThat(pool.roomFor(BATCH, Set.of(Output.GREEKS))).isSameAs(first);
        assertThat(pool.roomFor(BATCH, Set.of(Output.RISK_VECTORS))).isNotSameAs(second);
    }

    @Test
    void copiesWhatIsWanted() {
        RevaluationResult from = Backends.open("scalar").revalue(BATCH);
        RevaluationResult to = RevaluationResult.allocate(BATCH);
        ResultPool.copy(BATCH, from, to);
        assertThat(KnownAnswer.hash(BATCH, to)).isEqualTo(KnownAnswer.EXPECTED);
        for (Output output : Output.values()) {
            RevaluationResult part = new ResultPool().roomFor(BATCH, EnumSet.of(output));
            part.requireRoomFor(BATCH);
            assertThat(part.wants(output)).isTrue();
        }
    }
}
