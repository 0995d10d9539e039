package io.margrid.model.tims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.margrid.model.matrix.MoveTable;
import io.margrid.model.scenario.VolShock;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortfolioTypeTest {
    private static final List<VolShock> SAME = List.of(VolShock.SAME);

    /// FINRA 4210(g): points of a high-capitalisation broad index, in percent.
    @Test
    void publishedPointsOfABroadIndex() {
        double[] published = {-8, -6.4, -4.8, -3.2, -1.6, 1.2, 2.4, 3.6, 4.8, 6};
        MoveTable table = PortfolioType.table(0.08, 0.06, 5, SAME);
        assertThat(table.moves()).hasSize(published.length);
        for (int i = 0; i < published.length; i++) {
            assertThat(table.moves().get(i).move()).isCloseTo(published[i] / 100.0, within(1e-16));
        }
    }

    @Test
    void badRangesAreRefused() {
        assertThatThrownBy(() -> PortfolioType.table(1.0, 0.1, 5, SAME))
                .hasMessage("down must be above 0 and below 1: 1.0");
        assertThatThrownBy(() -> PortfolioType.table(0.1, 0.0, 5, SAME))
                .hasMessage("up must be above 0 and at most 100: 0.0");
        assertThatThrownBy(() -> PortfolioType.table(0.1, 0.1, 0, SAME)).hasMessage("points must be 1 to 1000: 0");
        assertThatThrownBy(() -> PortfolioType.table(0.1, 0.1, 5, List.of())).hasMessageContaining("volatilities");
    }
}
