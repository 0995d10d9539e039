package io.margrid.host.deribit;

import io.margrid.host.engine.BookDraft;
import io.margrid.host.engine.BookLine;
import io.margrid.host.engine.Places;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects the lines and faults of one account.
final class DraftBuilder {
    private final String account;
    private final List<BookLine> lines = new ArrayList<>();
    private final CappedViolations problems = new CappedViolations();
    private int rows;

    private DraftBuilder(String account) {
        this.account = account;
    }

    void line(long row, String instrument, BigDecimal size) {
        rows++;
        lines.add(new BookLine(row, instrument, size));
    }

    /// Counts a row that cannot be used; its faults go to [#problems].
    void badRow() {
        rows++;
    }

    CappedViolations problems() {
        return problems;
    }

    private BookDraft build(Places places) {
        return new BookDraft(account, lines, Map.of(), places, rows, problems.toList());
    }

    /// The accounts of a source, in order of first appearance. Instrument names are kept once.
    static final class Accounts {
        /// The account of a source that names none.
        static final String DEFAULT = "default";

        private final Map<String, DraftBuilder> builders = new LinkedHashMap<>();
        private final Map<String, String> names = new LinkedHashMap<>();

        DraftBuilder account(String name) {
            return builders.computeIfAbsent(name, DraftBuilder::new);
        }

        boolean isEmpty() {
            return builders.isEmpty();
        }

        String name(String instrument) {
            return names.computeIfAbsent(instrument, name -> name);
        }

        List<BookDraft> build(Places places) {
            return builders.values().stream()
                    .map(builder -> builder.build(places))
                    .toList();
        }
    }
}
