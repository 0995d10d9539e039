package io.margrid.model.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LadderTest {
    private static Ladder ladder(double... yearsAndAmounts) {
        Ladder ladder = new Ladder();
        for (int i = 0; i < yearsAndAmounts.length; i += 2) {
            ladder.add(yearsAndAmounts[i], yearsAndAmounts[i + 1]);
        }
        return ladder;
    }

    @Test
    void nothingIsMatchedWithoutAnOppositeAmount() {
        assertThat(new Ladder().matchedYears()).isZero();
        assertThat(ladder(0.0, 1.0, 2.0, 3.0).matchedYears()).isZero();
    }

    @Test
    void amountsOfOneExpiryNetFirst() {
        // +2 at one year is what is left to match -3 at three years.
        Ladder ladder = ladder(1.0, 5.0, 1.0, -3.0, 3.0, -3.0);
        assertThat(ladder.matchedYears()).isEqualTo(2.0 * 2.0);
        assertThat(ladder(1.0, 5.0, 1.0, -5.0, 3.0, 5.0).matchedYears()).isZero();
    }

    @Test
    void theOldestIsMatchedFirst() {
        // -1 at 3 takes the amount at 0, three years; -1 at 5 the one at 1, four years.
        Ladder ladder = ladder(0.0, 1.0, 1.0, 1.0, 3.0, -1.0, 5.0, -1.0);
        assertThat(ladder.matchedYears()).isEqualTo(7.0);
    }

    @Test
    void whatIsLeftOfTheOldestStaysTheOldest() {
        // 3 at 0 against 1 at 2 and 1 at 3: 2 + 3 years; the 1 at 1 stays open.
        Ladder ladder = ladder(0.0, 3.0, 1.0, 1.0, 2.0, -1.0, 3.0, -1.0);
        assertThat(ladder.matchedYears()).isEqualTo(5.0);
    }

    @Test
    void anAmountReachesOverSeveralExpiriesAndTurnsRound() {
        // -4 at 2 takes 1 at 0 (2 years) and 1 at 1 (1 year); of the -2 left, 1.5 at 6 takes 1.5 (6 years).
        Ladder ladder = ladder(0.0, 1.0, 1.0, 1.0, 2.0, -4.0, 6.0, 1.5);
        assertThat(ladder.matchedYears()).isEqualTo(9.0);
    }

    @Test
    void theOrderOfAddingDoesNotMatter() {
        assertThat(ladder(2.0, -4.0, 6.0, 1.5, 1.0, 1.0, 0.0, 1.0).matchedYears())
                .isEqualTo(9.0);
    }
}
