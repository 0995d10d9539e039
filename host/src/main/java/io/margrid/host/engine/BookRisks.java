package io.margrid.host.engine;

import io.margrid.model.book.Book;
import io.margrid.model.book.Position;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.margin.InstrumentRisk;
import io.margrid.model.margin.NettingSet;
import io.margrid.model.margin.NettingSetRisk;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.margin.RowSum;
import io.margrid.model.revaluation.BackendInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Books with the risk of their positions and the sums over them, from a revaluation or from vectors that were
/// kept.
///
/// @param books       netting sets of each book, none if it is empty
/// @param unusable    names of the instruments that no account may hold
/// @param by          who computed
/// @param instruments instruments that were priced for these books
/// @param cells       these times scenarios
record BookRisks(List<List<NettingSetRisk>> books, Set<String> unusable, BackendInfo by, int instruments, long cells) {
    /// The netting sets of a book.
    List<NettingSetRisk> sets(int book) {
        return books.get(book);
    }

    /// Books that were summed where their instruments were priced.
    static BookRisks of(
            List<Book> books, PackedBooks packed, List<InstrumentRisk> units, Revalued revalued, int scenarios) {
        List<List<NettingSetRisk>> risks = new ArrayList<>(books.size());
        int[] rowStart = packed.table().rowStart();
        for (int b = 0; b < books.size(); b++) {
            List<NettingSetRisk> sets = new ArrayList<>();
            int position = 0;
            for (int row = packed.firstRow()[b]; row < packed.firstRow()[b + 1]; row++) {
                List<PositionRisk> positions = new ArrayList<>(rowStart[row + 1] - rowStart[row]);
                for (int e = rowStart[row]; e < rowStart[row + 1]; e++, position++) {
                    InstrumentRisk unit = units.get(packed.table().instrument()[e]);
                    positions.add(new PositionRisk(books.get(b).positions().get(position), unit));
                }
                sets.add(new NettingSetRisk(
                        packed.rows().get(row), positions, revalued.rows().get(row)));
            }
            risks.add(sets);
        }
        return new BookRisks(
                risks, MarginEngine.unusable(units), revalued.by(), units.size(), (long) units.size() * scenarios);
    }

    /// Books over vectors that were kept.
    ///
    /// @param market  has every instrument of the books
    /// @param netting of the model that they were priced for
    static BookRisks over(PricedMarket market, List<Book> books, Function<Instrument, NettingSet> netting) {
        List<List<NettingSetRisk>> risks =
                books.stream().map(book -> sets(market, book, netting)).toList();
        return new BookRisks(risks, market.unusable(), market.by(), 0, 0);
    }

    private static List<NettingSetRisk> sets(PricedMarket market, Book book, Function<Instrument, NettingSet> netting) {
        List<NettingSetRisk> sets = new ArrayList<>();
        List<Position> positions = book.positions();
        int from = 0;
        while (from < positions.size()) {
            // Canonical order keeps a netting set's positions together.
            NettingSet set = netting.apply(positions.get(from).instrument());
            List<PositionRisk> held = new ArrayList<>();
            int to = from;
            while (to < positions.size()
                    && (to == from
                            || netting.apply(positions.get(to).instrument()).equals(set))) {
                Position position = positions.get(to);
                held.add(new PositionRisk(
                        position, market.unit(position.instrument().name()).orElseThrow()));
                to++;
            }
            sets.add(new NettingSetRisk(set, held, RowSum.of(held, market.scenarios())));
            from = to;
        }
        return sets;
    }
}
