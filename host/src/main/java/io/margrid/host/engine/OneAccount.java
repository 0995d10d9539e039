package io.margrid.host.engine;

import io.margrid.model.book.AccountTerms;
import io.margrid.model.book.PassThroughAmounts;
import io.margrid.model.book.PositionTerms;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.input.Violation;
import io.margrid.model.instrument.FutureContract;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.valuation.QuotedInstrument;
import io.margrid.model.valuation.Valuation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// Several accounts put together, in order of their names: lines behind each other, balances added up.
///
/// What was agreed for a position is agreed for the whole if all accounts that hold the instrument say the same.
/// Entry prices that differ cannot be kept where positions net: there the instrument counts as entered at the
/// mark, and what each part gained since its entry becomes a balance of the settlement currency. Equity stays the
/// same, up to the difference of mark and index of inverse contracts.
///
/// @param draft the account
/// @param notes what was counted otherwise than it was written
public record OneAccount(BookDraft draft, List<String> notes) {
    /// Copies the list.
    public OneAccount {
        notes = List.copyOf(notes);
    }

    /// Where a line of the whole came from.
    private record Origin(BookDraft draft, long row) {}

    /// An account's part of an instrument.
    private record Part(String account, double size, PositionTerms terms) {}

    /// Puts accounts together.
    ///
    /// @param name   name of the whole
    /// @param drafts its parts
    /// @param market values what was gained
    /// @return the whole; its problems have what cannot be put together
    public static OneAccount of(String name, List<BookDraft> drafts, MarketSnapshot market) {
        List<BookLine> lines = new ArrayList<>();
        List<Origin> origins = new ArrayList<>();
        List<Violation> problems = new ArrayList<>();
        Map<String, PassThroughAmounts> passThrough = new HashMap<>();
        Map<String, Double> balances = new TreeMap<>();
        Map<String, List<Part>> parts = new TreeMap<>();
        int rows = 0;
        // By name: sums must not depend on who stands first.
        List<BookDraft> ordered =
                drafts.stream().sorted(Comparator.comparing(BookDraft::account)).toList();
        for (BookDraft draft : ordered) {
            Map<String, Double> sizes = new TreeMap<>();
            for (BookLine line : draft.lines()) {
                lines.add(new BookLine(origins.size(), line.instrument(), line.size()));
                origins.add(new Origin(draft, line.row()));
                sizes.merge(line.instrument(), line.size().doubleValue(), Double::sum);
            }
            sizes.forEach((instrument, size) -> parts.computeIfAbsent(instrument, _ -> new ArrayList<>())
                    .add(new Part(draft.account(), size, draft.terms().position(instrument))));
            draft.terms().balances().forEach((asset, amount) -> balances.merge(asset, amount, Double::sum));
            draft.passThrough().forEach((currency, given) -> passThrough.merge(currency, given, OneAccount::sum));
            problems.addAll(draft.problems());
            rows += draft.rowsRead();
        }
        Map<String, PositionTerms> terms = new TreeMap<>();
        List<String> notes = new ArrayList<>();
        boolean known = !balances.isEmpty();
        parts.forEach((instrument, of) -> {
            PositionTerms first = of.getFirst().terms();
            if (of.stream().allMatch(part -> part.terms().equals(first))) {
                terms.put(instrument, first);
                return;
            }
            if (!of.stream().allMatch(part -> sameAgreement(part.terms(), first))) {
                problems.add(new Violation(
                        instrument, "leverage or extra margin differ between accounts, one account has one"));
                return;
            }
            terms.put(instrument, new PositionTerms(OptionalDouble.empty(), first.leverage(), first.extraMargin()));
            if (known) {
                gains(instrument, of, market, balances, problems);
            }
            notes.add(
                    "%s was entered at several prices: in one account it counts as entered at the mark, and the profit"
                                    .formatted(instrument)
                            + " so far as a balance");
        });
        return new OneAccount(
                new BookDraft(
                        name, lines, passThrough, new AccountTerms(balances, terms), places(origins), rows, problems),
                notes);
    }

    private static boolean sameAgreement(PositionTerms one, PositionTerms other) {
        return one.leverage().equals(other.leverage()) && one.extraMargin().equals(other.extraMargin());
    }

    /// Adds what the parts of a future gained to the balance of its settlement currency: linear `q (M - E)`,
    /// inverse `q (M - E) / E` coins, a contract being worth `q M` of quote currency. An option's value is in the
    /// equity whatever it was bought for. An instrument that the market does not quote is refused later.
    private static void gains(
            String instrument,
            List<Part> parts,
            MarketSnapshot market,
            Map<String, Double> balances,
            List<Violation> problems) {
        Optional<FutureContract> future = future(instrument, market);
        if (future.isEmpty()) {
            return;
        }
        double mark = QuotedInstrument.of(future.get(), market).forward();
        double gain = 0.0;
        for (Part part : parts) {
            if (part.terms().entryPrice().isPresent()) {
                double entry = part.terms().entryPrice().getAsDouble();
                double linear = part.size() * (mark - entry);
                gain += future.get().settlement() == Settlement.INVERSE ? linear / entry : linear;
            }
        }
        if (Double.isFinite(gain)) {
            balances.merge(future.get().settlementCurrency(), gain, Double::sum);
        } else {
            problems.add(new Violation(instrument, "entry_price must be above zero: the profit is " + gain));
        }
    }

    private static Optional<FutureContract> future(String name, MarketSnapshot market) {
        Instrument found;
        try {
            found = market.instrument(name).orElseGet(() -> DeribitInstruments.position(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return found instanceof FutureContract future
                        && Valuation.problem(future, market).isEmpty()
                ? Optional.of(future)
                : Optional.empty();
    }

    private static PassThroughAmounts sum(PassThroughAmounts one, PassThroughAmounts other) {
        return new PassThroughAmounts(
                one.mmpMargin() + other.mmpMargin(),
                one.openOrdersMargin() + other.openOrdersMargin(),
                one.spotMargin() + other.spotMargin(),
                one.correlationContingency() + other.correlationContingency());
    }

    private static Places places(List<Origin> origins) {
        return (row, field) -> {
            Origin origin = origins.get((int) row);
            return origin.draft().places().place(origin.row(), field);
        };
    }
}
