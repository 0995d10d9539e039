package io.margrid.bench;

import io.margrid.host.store.MarketQuotes;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.margin.FullBook;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.v1.Book;
import io.margrid.v1.BookBlock;
import io.margrid.v1.PackedPositions;
import io.margrid.v1.RevalueBooksHeader;
import io.margrid.v1.RevalueBooksRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// The full book as the messages of a `RevalueBooks` stream. One account in a hundred is poisoned, in four
/// ways; names are in the header, in no order, so that the lines of a book have none either.
final class StreamWorkload {
    /// Every account whose number leaves this remainder is poisoned.
    private static final int POISONED_EVERY = 100;

    private static final int BOOKS_IN_BLOCK = 128;
    private static final long SEED = 5;

    private final FullBookWorkload exchange;
    private final MarketSnapshot market;
    private final List<RevalueBooksRequest> requests = new ArrayList<>();

    StreamWorkload(int accounts) {
        exchange = new FullBookWorkload(accounts);
        market = served(exchange.market(0));
        FullBook book = exchange.book();
        List<Integer> order = new ArrayList<>(
                IntStream.range(0, book.instruments().size()).boxed().toList());
        Collections.shuffle(order, new Random(SEED));
        int[] place = new int[order.size()];
        RevalueBooksHeader.Builder header = RevalueBooksHeader.newBuilder().setSnapshotId(market.id());
        for (int p = 0; p < place.length; p++) {
            place[order.get(p)] = p;
            Instrument instrument = book.instruments().get(order.get(p));
            header.addInstruments(instrument.name());
        }
        requests.add(RevalueBooksRequest.newBuilder().setHeader(header).build());
        BookBlock.Builder block = BookBlock.newBuilder();
        for (int account = 0; account < accounts; account++) {
            block.addBooks(message(book, account, place));
            if (block.getBooksCount() == BOOKS_IN_BLOCK || account == accounts - 1) {
                requests.add(RevalueBooksRequest.newBuilder().setBooks(block).build());
                block = BookBlock.newBuilder();
            }
        }
    }

    private static Book message(FullBook book, int account, int[] place) {
        PackedPositions.Builder packed = PackedPositions.newBuilder();
        int end = book.table().rowStart()[book.firstRowOf(account + 1)];
        for (int e = book.table().rowStart()[book.firstRowOf(account)]; e < end; e++) {
            packed.addInstrumentIndex(place[book.table().instrument()[e]])
                    .addSizes(book.table().quantity()[e]);
        }
        if (isPoisoned(account)) {
            poison(packed, account / POISONED_EVERY);
        }
        return Book.newBuilder()
                .setAccount(book.accounts().get(account))
                .setPacked(packed)
                .build();
    }

    private static void poison(PackedPositions.Builder packed, int way) {
        int line = way % packed.getSizesCount();
        switch (way % 4) {
            case 0 -> packed.setSizes(line, Double.NaN);
            case 1 -> packed.setSizes(line, 1e-19);
            case 2 -> packed.setInstrumentIndex(line, FullBookWorkload.INSTRUMENTS);
            default -> packed.addSizes(1.0);
        }
    }

    static boolean isPoisoned(int account) {
        return account % POISONED_EVERY == POISONED_EVERY - 1;
    }

    FullBookWorkload exchange() {
        return exchange;
    }

    /// A market as a server keeps it, in percent: some volatilities move by their last bit.
    private static MarketSnapshot served(MarketSnapshot market) {
        return MarketQuotes.of(market).build(market.id()).snapshot();
    }

    MarketSnapshot market() {
        return market;
    }

    /// The messages, the header first.
    List<RevalueBooksRequest> requests() {
        return Collections.unmodifiableList(requests);
    }

    /// Bytes of all messages.
    long bytes() {
        return requests.stream()
                .mapToLong(RevalueBooksRequest::getSerializedSize)
                .sum();
    }
}
