package io.margrid.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.model.revaluation.BookTable;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BookWorkloadTest {
    @Test
    void anAccountsInstrumentsAreDistinctAndAscend() {
        BookTable books = BookWorkload.accounts(50, 20, 33);
        assertThat(books.rows()).isEqualTo(50);
        for (int row = 0; row < 50; row++) {
            int[] instruments =
                    Arrays.copyOfRange(books.instrument(), books.rowStart()[row], books.rowStart()[row + 1]);
            assertThat(instruments).hasSize(20).isSorted().doesNotHaveDuplicates();
        }
        assertThat(Arrays.stream(books.instrument()).distinct().count()).isEqualTo(33);
    }

    @Test
    void oneAccountHasEquallyManyPositionsInEveryInstrument() {
        BookTable book = BookWorkload.oneAccount(12, 4);
        assertThat(book.rows()).isEqualTo(1);
        assertThat(book.instrument()).containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3);
    }
}
