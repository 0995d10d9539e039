package io.margrid.host.deribit;

import io.margrid.model.instrument.Instrument;
import java.util.SortedSet;
import java.util.TreeSet;

/// What files say of one pair: its index, from best to worst source, its delivery average, and when.
final class PairSamples {
    /// Answers of `public/get_index_price`, with the number of the file for an instant: the last one given counts.
    final PriceSamples indexAnswers = new PriceSamples();

    /// `index_price` of rows.
    final PriceSamples rowIndexes = new PriceSamples();

    /// `underlying_price` of options whose underlying is the index itself.
    final PriceSamples underlyingIndexes = new PriceSamples();

    /// `estimated_delivery_price` of rows and answers.
    final DeliverySamples deliveries = new DeliverySamples();

    /// The files that have rows of the pair.
    final SortedSet<String> files = new TreeSet<>();

    long oldestAt = Long.MAX_VALUE;
    long newestAt = MarketRow.NO_TIME;

    /// The file with the newest row.
    String newestIn = "";

    /// Whether a contract with an expiry is quoted, so that the instant matters.
    boolean expires;

    void addRow(MarketRow row, Instrument instrument) {
        files.add(row.file());
        rowIndexes.add(row.at, row.index(), row.place());
        deliveries.add(instrument.expiry(), row.at, row.estimatedDelivery, row.place());
        if (row.forwardIsIndex) {
            underlyingIndexes.add(row.at, row.forward, row.place());
        }
        addTime(row.at, row.file());
    }

    void addAll(PairSamples file, long fileTime) {
        indexAnswers.addAll(file.indexAnswers, MarketRow.NO_TIME);
        rowIndexes.addAll(file.rowIndexes, fileTime);
        underlyingIndexes.addAll(file.underlyingIndexes, fileTime);
        deliveries.addAll(file.deliveries, fileTime);
        files.addAll(file.files);
        expires |= file.expires;
        String name = file.files.isEmpty() ? "" : file.files.first();
        if (fileTime != MarketRow.NO_TIME) {
            addTime(fileTime, name);
        } else {
            addTime(file.oldestAt == Long.MAX_VALUE ? MarketRow.NO_TIME : file.oldestAt, name);
            addTime(file.newestAt, name);
        }
    }

    private void addTime(long at, String file) {
        if (at == MarketRow.NO_TIME) {
            return;
        }
        oldestAt = Math.min(oldestAt, at);
        if (at > newestAt) {
            newestAt = at;
            newestIn = file;
        }
    }
}
