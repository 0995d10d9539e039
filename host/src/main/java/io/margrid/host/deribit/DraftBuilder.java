package io.margrid.host.deribit;

import io.margrid.host.engine.BookDraft;
import io.margrid.host.engine.BookLine;
import io.margrid.host.engine.Places;
import io.margrid.host.engine.TermsBuilder;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.instrument.Instrument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/// Collects the lines and faults of one account.
final class DraftBuilder {
    private final String account;
    private final List<BookLine> lines = new ArrayList<>();
    private final TermsBuilder terms = new TermsBuilder();
    private final CappedViolations problems = new CappedViolations();
    private int rows;

    private DraftBuilder(String account) {
        this.account = account;
    }

    /// What a row has in place of an instrument's name if it is an amount of an asset.
    private static final String BALANCE = "balance:";

    /// A name and what it means.
    ///
    /// @param text       as written
    /// @param instrument the contract, if it can be a position
    /// @param problem    why it cannot, else empty
    record Name(String text, Optional<Instrument> instrument, String problem) {
        /// The asset that the row is a balance of.
        Optional<String> asset() {
            return text.regionMatches(true, 0, BALANCE, 0, BALANCE.length())
                    ? Optional.of(text.substring(BALANCE.length()).strip().toLowerCase(Locale.ROOT))
                    : Optional.empty();
        }

        static Name of(String text, Function<String, Optional<Instrument>> contracts) {
            if (text.isBlank()) {
                return new Name(text, Optional.empty(), "must not be empty");
            }
            if (text.regionMatches(true, 0, BALANCE, 0, BALANCE.length())) {
                return new Name(text, Optional.empty(), "");
            }
            Optional<Instrument> quoted = contracts.apply(text);
            if (quoted.isPresent()) {
                return new Name(text, quoted, "");
            }
            try {
                return new Name(text, Optional.of(DeribitInstruments.position(text)), "");
            } catch (IllegalArgumentException e) {
                return new Name(text, Optional.empty(), String.valueOf(e.getMessage()));
            }
        }
    }

    /// Takes a row whose name and size are read: a line, unless one of them cannot be.
    ///
    /// @param size     empty if it cannot be read, which is then among `problems`
    /// @param problems what is wrong with the row besides
    void row(long row, Name name, Optional<BigDecimal> size, Places places, CappedViolations problems) {
        rows++;
        if (name.asset().isPresent()) {
            this.problems.addAll(problems);
            size.flatMap(amount -> terms.balance(name.asset().get(), amount.doubleValue()))
                    .ifPresent(problem -> this.problems.add(places.place(row, "size"), problem));
            return;
        }
        Optional<String> limit = size.flatMap(Sizes::limitProblem);
        if (name.problem().isEmpty() && limit.isEmpty() && problems.isEmpty() && size.isPresent()) {
            lines.add(new BookLine(row, name.text(), size.get()));
            return;
        }
        if (!name.problem().isEmpty()) {
            this.problems.add(places.place(row, "instrument"), name.problem());
        }
        this.problems.addAll(problems);
        limit.ifPresent(problem -> this.problems.add(places.place(row, "size"), problem));
    }

    /// Takes what a row says of its position beside the size.
    ///
    /// @param place of the row
    void terms(
            String place, Name name, OptionalDouble entryPrice, OptionalDouble leverage, OptionalDouble extraMargin) {
        if (name.asset().isPresent() && (entryPrice.isPresent() || leverage.isPresent() || extraMargin.isPresent())) {
            problems.add(place, "a balance has no entry price, leverage or extra margin");
        } else if (name.instrument().isPresent()) {
            terms.position(name.text(), entryPrice, leverage, extraMargin)
                    .ifPresent(problem -> problems.add(place, problem));
        }
    }

    /// Counts a row that says nothing about the account's risk.
    void emptyRow() {
        rows++;
    }

    /// Counts a row that cannot be read.
    void badRow(String place, String problem) {
        rows++;
        problems.add(place, problem);
    }

    /// Adds a fault of the account that is not one of a row.
    void problem(String place, String problem) {
        problems.add(place, problem);
    }

    private BookDraft build(Places places) {
        terms.partlySaid(lines).forEach(problem -> problems.add(places.whole(), problem));
        return new BookDraft(account, lines, Map.of(), terms.build(), places, rows, problems.toList());
    }

    /// The accounts of a source, in order of first appearance. Instrument names are kept, and read, once.
    static final class Accounts {
        /// The account of a source that names none.
        static final String DEFAULT = "default";

        private final Map<String, DraftBuilder> builders = new LinkedHashMap<>();
        private final Map<String, Name> names = new LinkedHashMap<>();
        private final Function<String, Optional<Instrument>> contracts;

        /// @param contracts those that a market quotes, by name
        Accounts(Function<String, Optional<Instrument>> contracts) {
            this.contracts = contracts;
        }

        DraftBuilder account(String name) {
            return builders.computeIfAbsent(name, DraftBuilder::new);
        }

        boolean isEmpty() {
            return builders.isEmpty();
        }

        Name name(String instrument) {
            return names.computeIfAbsent(instrument, name -> Name.of(name, contracts));
        }

        List<BookDraft> build(Places places) {
            return builders.values().stream()
                    .map(builder -> builder.build(places))
                    .toList();
        }
    }
}
