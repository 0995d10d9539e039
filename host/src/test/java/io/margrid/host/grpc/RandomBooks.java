package io.margrid.host.grpc;

import io.margrid.v1.Book;
import io.margrid.v1.PackedPositions;
import io.margrid.v1.PassThroughAmounts;
import io.margrid.v1.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Random books, good ones and ones with every fault that a book can have.
final class RandomBooks {
    private static final int FAULTS = 12;

    private final SplittableRandom random;
    private final List<String> names;

    RandomBooks(long seed, List<String> names) {
        this.random = new SplittableRandom(seed);
        this.names = names;
    }

    List<Book> books(int count, int faultyOneIn) {
        List<Book> books = new ArrayList<>();
        for (int b = 0; b < count; b++) {
            Book.Builder book = good("account " + random.nextInt(count));
            if (random.nextInt(faultyOneIn) == 0) {
                spoil(book, random.nextInt(FAULTS));
            }
            books.add(book.build());
        }
        return books;
    }

    private Book.Builder good(String account) {
        Book.Builder book = Book.newBuilder().setAccount(account);
        int lines = random.nextInt(6) == 0 ? random.nextInt(3) : random.nextInt(40);
        boolean distinct = random.nextInt(4) != 0;
        boolean listed = random.nextInt(3) == 0;
        PackedPositions.Builder packed = PackedPositions.newBuilder();
        int first = random.nextInt(names.size());
        for (int line = 0; line < lines; line++) {
            int name = distinct ? (first + 7 * line) % names.size() : random.nextInt(names.size());
            if (listed && line % 2 == 0) {
                book.addPositions(
                        Position.newBuilder().setInstrument(names.get(name)).setSize(size()));
            } else {
                packed.addInstruments(names.get(name))
                        .addInstrumentIndex(packed.getInstrumentsCount() - 1)
                        .addSizes(size());
            }
        }
        if (packed.getSizesCount() > 0) {
            book.setPacked(packed);
        }
        for (String currency : List.of("btc", "usdc", "eth")) {
            if (random.nextInt(6) == 0) {
                book.addPassThrough(amounts(currency));
            }
        }
        return book;
    }

    private double size() {
        return switch (random.nextInt(10)) {
            case 0 -> 0.0;
            case 1 -> -0.0;
            case 2 -> Double.parseDouble(random.nextInt(1_000) + "e-9");
            case 3 -> Double.parseDouble(random.nextInt(1_000_000) + "e-18");
            default -> random.nextInt(-40_000, 40_001) / 10.0;
        };
    }

    private PassThroughAmounts.Builder amounts(String currency) {
        return PassThroughAmounts.newBuilder()
                .setCurrency(currency)
                .setMmpMargin(random.nextDouble())
                .setOpenOrdersMargin(random.nextDouble())
                .setCorrelationContingency(random.nextDouble());
    }

    private void spoil(Book.Builder book, int fault) {
        PackedPositions.Builder packed = book.getPackedBuilder();
        switch (fault) {
            case 0 -> book.addPositions(Position.newBuilder().setInstrument(names.getFirst()));
            case 1 ->
                book.addPositions(Position.newBuilder().setInstrument("GOLD").setSize(1.0));
            case 2 ->
                book.addPositions(
                        Position.newBuilder().setInstrument("BTC_USDC").setSize(1.0));
            case 3 -> packed.addSizes(1.0);
            case 4 -> packed.addInstrumentIndex(packed.getInstrumentsCount()).addSizes(1.0);
            case 5 -> packed.addInstrumentIndex(-1).addSizes(Double.NaN);
            case 6 -> add(packed, names.getLast(), 1e-19);
            case 7 -> add(packed, names.getLast(), 2e12);
            case 8 -> book.addPassThrough(amounts("doge"));
            case 9 -> book.addPassThrough(amounts("btc").setSpotMargin(-1.0));
            case 10 -> book.setAccount("a\u001b[31m");
            default -> add(packed, "x".repeat(65), 1.0);
        }
    }

    private static void add(PackedPositions.Builder packed, String name, double size) {
        packed.addInstruments(name)
                .addInstrumentIndex(packed.getInstrumentsCount() - 1)
                .addSizes(size);
    }
}
