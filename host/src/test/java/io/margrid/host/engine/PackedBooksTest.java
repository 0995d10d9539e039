package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.model.book.Book;
import io.margrid.model.book.Position;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.margin.NettingSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PackedBooksTest {
    private static Book book(String... names) {
        List<Position> positions = Stream.of(names)
                .map(name -> new Position(DeribitInstruments.parse(name), name.length()))
                .toList();
        return new Book("a", positions, Map.of());
    }

    @Test
    void aBookIsOneRowForEachNettingSet() {
        PackedBooks packed = PackedBooks.of(
                List.of(book("BTC-PERPETUAL", "BTC-27MAR26-80000-C", "BTC_USDC-PERPETUAL")), NettingSet::of);
        assertThat(packed.instruments())
                .extracting(Instrument::name)
                .containsExactly("BTC-PERPETUAL", "BTC-27MAR26-80000-C", "BTC_USDC-PERPETUAL");
        assertThat(packed.rows()).extracting(NettingSet::key).containsExactly("btc_btc", "btc_usdc");
        assertThat(packed.firstRow()).containsExactly(0, 2);
        assertThat(packed.table().rowStart()).containsExactly(0, 2, 3);
        assertThat(packed.table().instrument()).containsExactly(0, 1, 2);
        assertThat(packed.table().quantity()).containsExactly(13.0, 19.0, 18.0);
    }

    @Test
    void booksShareTheirInstruments() {
        PackedBooks packed = PackedBooks.of(
                List.of(
                        book("BTC-27MAR26-80000-C", "ETH-PERPETUAL"),
                        book(),
                        book("BTC-PERPETUAL", "BTC-27MAR26-80000-C"),
                        book("ETH-PERPETUAL")),
                NettingSet::of);
        assertThat(packed.instruments())
                .extracting(Instrument::name)
                .containsExactly("BTC-PERPETUAL", "BTC-27MAR26-80000-C", "ETH-PERPETUAL");
        assertThat(packed.firstRow()).containsExactly(0, 2, 2, 3, 4);
        assertThat(packed.table().rowStart()).containsExactly(0, 1, 2, 4, 5);
        assertThat(packed.table().instrument()).containsExactly(1, 2, 0, 1, 2);
    }

    @Test
    void noBooksAreNoRows() {
        assertThat(PackedBooks.of(List.of(), NettingSet::of).rows()).isEmpty();
        PackedBooks empty = PackedBooks.of(List.of(book()), NettingSet::of);
        assertThat(empty.instruments()).isEmpty();
        assertThat(empty.firstRow()).containsExactly(0, 0);
    }
}
