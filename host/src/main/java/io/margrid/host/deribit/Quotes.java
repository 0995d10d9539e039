package io.margrid.host.deribit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The best row of each instrument, whatever the order of rows and files.
final class Quotes {
    private final Map<String, Quote> best = new TreeMap<>();
    private final SortedSet<String> repeated = new TreeSet<>();
    private final Map<String, Clash> clashes = new TreeMap<>();

    /// Two rows of one instrument that contradict each other and are equally new.
    private record Clash(Quote one, Quote other) {
        Clash withTimeIfNone(long time) {
            return new Clash(one.withTimeIfNone(time), other.withTimeIfNone(time));
        }

        static Clash newer(Clash a, Clash b) {
            return a.one.at() >= b.one.at() ? a : b;
        }
    }

    /// Adds a row unless a better one of the instrument is there.
    void add(Quote quote) {
        String name = quote.instrument().name();
        Quote known = best.get(name);
        if (known == null) {
            best.put(name, quote);
            return;
        }
        if (!known.contradictions(quote).isEmpty()) {
            repeated.add(name);
            if (known.at() == quote.at()) {
                clashes.merge(name, new Clash(known, quote), Clash::newer);
            }
        }
        best.put(name, Quote.better(known, quote));
    }

    /// Adds the best rows of a file.
    ///
    /// @param fileTime instant of the file's rows that carry none
    void addAll(Quotes file, long fileTime) {
        file.best.values().forEach(quote -> add(quote.withTimeIfNone(fileTime)));
        file.clashes.forEach((name, clash) -> clashes.merge(name, clash.withTimeIfNone(fileTime), Clash::newer));
        repeated.addAll(file.repeated);
    }

    /// The best rows, in order of names.
    Collection<Quote> best() {
        return best.values();
    }

    /// Instruments that have rows with different values.
    SortedSet<String> repeated() {
        return repeated;
    }

    /// Reports the rows that contradict each other where no newer row settles it.
    void check(CappedViolations violations) {
        clashes.forEach((name, clash) -> {
            Quote counted = best.get(name);
            if (counted != null && counted.at() == clash.one().at()) {
                List<String> fields = clash.one().contradictions(clash.other());
                violations.add(
                        clash.other().place(),
                        "contradicts %s on %s, and neither row is newer: %s; leave one out"
                                .formatted(clash.one().place(), name, String.join(", ", fields)));
            }
        });
    }
}
