package io.margrid.host.deribit;

/// What files say of one pair: its index, from best to worst source, its delivery average, and when.
final class PairSamples {
    /// Answers of `public/get_index_price`, with the number of the file for an instant: the last one given counts.
    final PriceSamples indexAnswers = new PriceSamples();

    /// `index_price` of rows.
    final PriceSamples rowIndexes = new PriceSamples();

    /// `underlying_price` of options whose underlying is the index itself.
    final PriceSamples underlyingIndexes = new PriceSamples();

    /// `estimated_delivery_price` of rows and answers.
    final PriceSamples estimatedDeliveries = new PriceSamples();

    long oldestAt = Long.MAX_VALUE;
    long newestAt = MarketRow.NO_TIME;

    /// Whether a contract with an expiry is quoted, so that the instant matters.
    boolean expires;

    void addRow(MarketRow row) {
        rowIndexes.add(row.at, row.index);
        estimatedDeliveries.add(row.at, row.estimatedDelivery);
        if (row.forwardIsIndex) {
            underlyingIndexes.add(row.at, row.forward);
        }
        addTime(row.at);
    }

    void addAll(PairSamples file, long fileTime) {
        indexAnswers.addAll(file.indexAnswers, MarketRow.NO_TIME);
        rowIndexes.addAll(file.rowIndexes, fileTime);
        underlyingIndexes.addAll(file.underlyingIndexes, fileTime);
        estimatedDeliveries.addAll(file.estimatedDeliveries, fileTime);
        expires |= file.expires;
        if (fileTime != MarketRow.NO_TIME) {
            addTime(fileTime);
        } else {
            addTime(file.oldestAt == Long.MAX_VALUE ? MarketRow.NO_TIME : file.oldestAt);
            addTime(file.newestAt);
        }
    }

    private void addTime(long at) {
        if (at != MarketRow.NO_TIME) {
            oldestAt = Math.min(oldestAt, at);
            newestAt = Math.max(newestAt, at);
        }
    }
}
