package io.margrid.host.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GroupCreditTest {
    private static final CorrelationMatrix MATRIX =
            CorrelationMatrix.of(List.of("a", "b", "c"), new double[][] {{0.0, 0.5, 0.2}, {0.0, 0.0, -0.1}, {}});

    @Test
    void theLowestPairDecides() {
        GroupCredit credit = GroupCredit.of("g", List.of("b", "a"), MATRIX);
        assertThat(credit.credit()).isEqualTo(0.5);
        assertThat(credit.lowest()).isEqualTo(new CorrelationMatrix.Pair("a", "b", 0.5));
    }

    @Test
    void coinsThatMoveAgainstEachOtherHaveNone() {
        GroupCredit credit = GroupCredit.of("g", List.of("a", "b", "c"), MATRIX);
        assertThat(credit.credit()).isZero();
        assertThat(credit.lowest().value()).isEqualTo(-0.1);
    }
}
