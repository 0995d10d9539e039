package io.margrid.bench;

import io.margrid.model.revaluation.BookTable;
import java.util.Arrays;

/// W2: books over a common set of instruments, in canonical order, that is with ascending instruments.
final class BookWorkload {
    private static final long SEED = 7;

    private BookWorkload() {}

    /// Accounts of distinct instruments, each account's drawn by selection sampling (Knuth, "The Art of Computer
    /// Programming", volume 2, algorithm 3.4.2 S), which gives them in order.
    ///
    /// @param accounts    rows
    /// @param positions   of each account, at most `instruments`
    /// @param instruments to choose from
    /// @return the books
    static BookTable accounts(int accounts, int positions, int instruments) {
        PricingWorkload.SplitMix random = new PricingWorkload.SplitMix(SEED);
        int[] rowStart = new int[accounts + 1];
        Arrays.setAll(rowStart, row -> row * positions);
        int[] instrument = new int[accounts * positions];
        double[] quantity = new double[accounts * positions];
        int entry = 0;
        for (int account = 0; account < accounts; account++) {
            int wanted = positions;
            for (int i = 0; wanted > 0; i++) {
                if ((instruments - i) * random.uniform() < wanted) {
                    instrument[entry] = i;
                    quantity[entry] = quantity(random);
                    entry++;
                    wanted--;
                }
            }
        }
        return BookTable.of(instruments, rowStart, instrument, quantity);
    }

    /// One account with equally many positions in every instrument.
    ///
    /// @param positions   a multiple of `instruments`
    /// @param instruments how many
    /// @return a book
    static BookTable oneAccount(int positions, int instruments) {
        PricingWorkload.SplitMix random = new PricingWorkload.SplitMix(SEED);
        int[] instrument = new int[positions];
        double[] quantity = new double[positions];
        Arrays.setAll(instrument, entry -> entry / (positions / instruments));
        Arrays.setAll(quantity, _ -> quantity(random));
        return BookTable.of(instruments, new int[] {0, positions}, instrument, quantity);
    }

    /// From -100 to 100 coins in steps of 0.1.
    static double quantity(PricingWorkload.SplitMix random) {
        return Math.floor(random.uniform() * 2001.0) / 10.0 - 100.0;
    }
}
