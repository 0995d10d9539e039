package io.margrid.host.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.model.Limits;
import io.margrid.model.book.BookBuilder;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlainBooksTest {
    private static final long SEED = Long.getLong("margrid.seed", 20_261_121L);

    @Test
    void sizesAreThoseThatABookTakes() {
        assertThat(PlainBooks.isSize(Double.NaN)).isFalse();
        assertThat(PlainBooks.isSize(Double.POSITIVE_INFINITY)).isFalse();
        assertThat(PlainBooks.isSize(Double.NEGATIVE_INFINITY)).isFalse();
        assertSame(0.0);
        assertSame(-0.0);
        assertSame(Limits.QUANTITY_MAX);
        assertSame(-Math.nextUp(Limits.QUANTITY_MAX));
        assertSame(Double.MIN_VALUE);
        assertSame(1e-18);
        assertSame(1e-19);
        // Neighbours of powers of ten have the longest texts.
        for (int power = -20; power <= 13; power++) {
            double x = Double.parseDouble("1e" + power);
            for (int step = 0; step < 100; step++) {
                assertSame(x);
                assertSame(-x);
                x = step % 2 == 0 ? Math.nextUp(x) : Math.nextDown(Math.nextDown(x));
            }
        }
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 100_000; i++) {
            assertSame(Math.scalb(random.nextDouble(), random.nextInt(-70, 45)));
        }
    }

    private static void assertSame(double x) {
        assertThat(PlainBooks.isSize(x))
                .as("%s", x)
                .isEqualTo(BookBuilder.problem(BigDecimal.valueOf(x)).isEmpty());
    }
}
