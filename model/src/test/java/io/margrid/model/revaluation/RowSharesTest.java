package io.margrid.model.revaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowSharesTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 257, 511, 20_001})
    void everyRowComesOnceWithItsRuns(int rows) {
        SplittableRandom random = new SplittableRandom(rows);
        BookTable books = RandomBatches.books(random, 9, random.ints(rows, 0, 6).toArray());
        EntryRuns runs = RandomBatches.runs(random, books);
        RunWeights weights = new RunWeights(runs, random.doubles(9).toArray());
        AtomicIntegerArray taken = new AtomicIntegerArray(rows);
        AtomicInteger wrong = new AtomicInteger();
        RowShares.handOn(books, new RowConsumer() {
            @Override
            public RunWeights priced() {
                return weights;
            }

            @Override
            public void rows(int from, int to, RunSums sums) {
                RunSums expected = new RunSums();
                expected.sum(weights, from, to);
                for (int row = from; row < to; row++) {
                    taken.incrementAndGet(row);
                }
                for (int run = runs.firstRun()[from]; run < runs.firstRun()[to]; run++) {
                    if (sums.net(run) != expected.net(run) || sums.shorts(run) != expected.shorts(run)) {
                        wrong.incrementAndGet();
                    }
                }
            }
        });
        assertThat(wrong).hasValue(0);
        assertThat(IntStream.range(0, rows).map(taken::get)).allMatch(count -> count == 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20_001})
    void whatAConsumerThrowsIsThrownItself(int rows) {
        BookTable books = RandomBatches.books(new SplittableRandom(1), 9, new int[rows]);
        IllegalStateException thrown = new IllegalStateException("enough");
        assertThatThrownBy(() -> RowShares.handOn(books, (_, _, _) -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
    }
}
