package io.margrid.bench;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.model.revaluation.KnownAnswer;
import io.margrid.model.revaluation.RevaluationBackend;
import io.margrid.model.revaluation.RevaluationBatch;
import io.margrid.model.revaluation.RevaluationResult;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private final RevaluationBatch batch = KnownAnswer.batch();

    private RevaluationResult answer() {
        try (RevaluationBackend scalar = DirectBackends.open("scalar")) {
            return scalar.revalue(batch);
        }
    }

    @Test
    void theSameAnswerPasses() {
        assertThatCode(() -> Answers.requireSame("x", batch, answer(), answer()))
                .doesNotThrowAnyException();
    }

    @Test
    void oneBitIsNamed() {
        refuses(result -> result.gamma()[7] = Math.nextUp(result.gamma()[7]), "x: gamma 7 has other bits");
        refuses(result -> result.theta()[198] = -result.theta()[198], "x: theta 198 has other bits");
        refuses(
                result -> result.riskVectors()[3 * result.stride() + result.scenarios() - 1] += 1.0,
                "x: risk vector 3 has other bits");
        refuses(result -> result.bookPnl()[13 * result.stride()] += 1e3, "x: book 13 has other bits");
        refuses(result -> result.worstCells().runnerUp()[2]++, "x: runner-up 2 has other bits");
    }

    @Test
    void whatIsLeftOverFromAnEarlierCallDoesNotPass() {
        refuses(Answers::spoil, "x: base value 0 has other bits");
    }

    private void refuses(Consumer<RevaluationResult> change, String message) {
        RevaluationResult changed = answer();
        change.accept(changed);
        assertThatThrownBy(() -> Answers.requireSame("x", batch, answer(), changed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(message);
    }
}
