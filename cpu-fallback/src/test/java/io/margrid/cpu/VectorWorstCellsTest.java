package io.margrid.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.model.revaluation.CellRules;
import io.margrid.model.revaluation.RandomBatches;
import io.margrid.model.revaluation.WorstCells;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Against [WorstCells#reduce] and [CellRules#counted], which define the bits.
class VectorWorstCellsTest {
    private static final double[] FEW = {0.0, 1.0, -1.0, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE};
    private static final double[] ODD = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};

    @Test
    void manyTiesAndExtremesGiveTheSameCells() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 20_000; round++) {
            int scenarios = random.nextInt(2, 150);
            int different = random.nextInt(1, FEW.length + 1);
            int from = 8 * random.nextInt(3);
            double[] cells = new double[from + AlignedVectors.width(scenarios)];
            // What is no scenario must not win.
            Arrays.fill(cells, Double.NEGATIVE_INFINITY);
            for (int s = 0; s < scenarios; s++) {
                cells[from + s] = FEW[random.nextInt(different)];
            }
            WorstCells expected = WorstCells.allocate(1);
            expected.reduce(0, CellRules.none(1, scenarios), 0, cells, from);
            WorstCells actual = WorstCells.allocate(1);
            assertThat(VectorWorstCells.reduce(cells, from, scenarios, actual, 0))
                    .isTrue();
            assertThat(actual).as("round %d", round).usingRecursiveComparison().isEqualTo(expected);
        }
    }

    @Test
    void leavesWhatIsNotFiniteToOthers() {
        for (double odd : ODD) {
            for (int s = 0; s < 35; s++) {
                double[] cells = new double[40];
                cells[s] = odd;
                WorstCells untouched = WorstCells.allocate(1);
                assertThat(VectorWorstCells.reduce(cells, 0, 35, untouched, 0)).isFalse();
                assertThat(untouched).usingRecursiveComparison().isEqualTo(WorstCells.allocate(1));
            }
        }
    }

    @Test
    void countsAsTheRulesSay() {
        SplittableRandom random = new SplittableRandom(6);
        CountedCells counted = new CountedCells();
        for (int round = 0; round < 2_000; round++) {
            int scenarios = random.nextInt(1, 80);
            int width = AlignedVectors.width(scenarios);
            CellRules rules = RandomBatches.rules(random, scenarios);
            counted.prepare(rules, width);
            for (int group = 0; group < rules.groups(); group++) {
                double[] cells = new double[width];
                for (int s = 0; s < scenarios; s++) {
                    cells[s] = random.nextInt(10) == 0
                            ? ODD[random.nextInt(ODD.length)]
                            : random.nextInt(10) == 0 ? 0.0 : 1e7 * random.nextDouble(-1.0, 1.0);
                }
                double[] given = new double[scenarios];
                int g = group;
                Arrays.setAll(given, s -> rules.counted(g, s, cells[s]));
                if (counted.changes(group)) {
                    double[] to = new double[width];
                    counted.count(group, cells, 0, to);
                    assertThat(Arrays.copyOf(to, scenarios))
                            .as("round %d", round)
                            .isEqualTo(given);
                } else {
                    assertThat(Arrays.copyOf(cells, scenarios)).isEqualTo(given);
                }
            }
        }
    }

    @Test
    void rulesThatChangeNothingAreSeen() {
        CountedCells counted = new CountedCells();
        counted.prepare(CellRules.none(3, 35), 40);
        assertThat(counted.changes(2)).isFalse();
        CellRules one = CellRules.none(3, 35);
        one.dampenAfter()[35 + 34] = 1.0;
        counted.prepare(one, 40);
        assertThat(counted.changes(0)).isFalse();
        assertThat(counted.changes(1)).isTrue();
        assertThat(counted.changes(2)).isFalse();
    }
}
