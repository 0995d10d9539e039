package io.margrid.host.engine;

import io.margrid.model.margin.MarginModel;
import io.margrid.model.market.MarketSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/// One book whose parts lie at several venues, and what that costs.
///
///     capital cost = sum of the venues' initial margins - initial margin of one account
///     netting      = sum of the parts under one rule set - one account under the same rule set
///     benefit lost = netting / sum of the parts under one rule set
///
/// The capital cost has both the lost netting and the difference of the rules in it; netting is free of the
/// latter.
///
/// @param venues the parts, each under the methodology of its venue, which is its only row
/// @param whole  all parts as one account, a row for each methodology asked for
/// @param apart  for each row of the whole, the parts as accounts of their own under its methodology
/// @param notes  what was counted otherwise than it was written
public record VenueSplit(List<Comparison> venues, Comparison whole, List<Apart> apart, List<String> notes) {
    /// Name of the whole account.
    public static final String ALL = "all venues";

    /// Copies the lists.
    public VenueSplit {
        venues = List.copyOf(venues);
        apart = List.copyOf(apart);
        notes = List.copyOf(notes);
    }

    /// A part and the rules that its venue margins it by.
    ///
    /// @param draft the part; the account's name is the venue's
    /// @param model methodology and parameters
    public record Venue(BookDraft draft, MarginModel model) {}

    /// The parts under one methodology, each an account of its own.
    ///
    /// @param initialUsd sum of their initial margins
    /// @param refused    venues whose part it cannot margin; with any the sum says nothing
    public record Apart(double initialUsd, List<String> refused) {
        /// Copies the list.
        public Apart {
            refused = List.copyOf(refused);
        }
    }

    /// Margins the parts and the whole.
    ///
    /// @param engine does it
    /// @param venues the parts
    /// @param models methodologies for the whole
    /// @param market the market, one for all venues
    /// @return the margins
    public static VenueSplit of(
            MarginEngine engine, List<Venue> venues, List<MarginModel> models, MarketSnapshot market) {
        List<Comparison> parts = venues.stream()
                .map(venue -> Comparison.of(engine, List.of(venue.model()), market, venue.draft()))
                .toList();
        List<BookDraft> drafts = venues.stream().map(Venue::draft).toList();
        OneAccount together = OneAccount.of(ALL, drafts, market);
        Comparison whole = Comparison.of(engine, models, market, together.draft());
        List<Apart> apart = new ArrayList<>();
        for (MarginModel model : models) {
            EngineAnswer answer = engine.evaluate(model, market, drafts, new StageTimes());
            double sum = 0.0;
            for (AccountResult.Margined part : inOrder(answer.margined(), AccountResult.Margined::account)) {
                sum += part.report().initialUsd();
            }
            apart.add(new Apart(
                    sum,
                    answer.refused().stream()
                            .map(AccountResult.Refused::account)
                            .toList()));
        }
        boolean known = parts.stream().allMatch(venue -> equity(venue).isPresent());
        return new VenueSplit(
                parts,
                known ? whole : new Comparison(whole.account(), OptionalDouble.empty(), whole.grossUsd(), whole.rows()),
                apart,
                together.notes());
    }

    /// By name: sums must not depend on who stands first.
    private static <T> List<T> inOrder(List<T> accounts, Function<T, String> name) {
        return accounts.stream().sorted(Comparator.comparing(name)).toList();
    }

    /// A figure of a venue.
    private interface Figure {
        OptionalDouble of(Comparison venue);
    }

    private static OptionalDouble sum(List<Comparison> venues, Figure figure) {
        double sum = 0.0;
        for (Comparison venue : inOrder(venues, Comparison::account)) {
            OptionalDouble one = figure.of(venue);
            if (one.isEmpty()) {
                return OptionalDouble.empty();
            }
            sum += one.getAsDouble();
        }
        return OptionalDouble.of(sum);
    }

    /// The margins of a venue.
    ///
    /// @param venue one of the parts
    /// @return empty if its methodology refuses the part
    public static Optional<Comparison.Outcome> outcome(Comparison venue) {
        return venue.rows().getFirst().outcome();
    }

    /// What a venue counts as the equity of its part: by its own rules where they tell it, else at the marks.
    ///
    /// @param venue one of the parts
    /// @return USD; empty where nothing is known of balances
    public static OptionalDouble equity(Comparison venue) {
        return equity(venue, venue.rows().getFirst());
    }

    private static OptionalDouble equity(Comparison account, Comparison.Row row) {
        return row.outcome().isPresent() && row.outcome().get().equityUsd().isPresent()
                ? row.outcome().get().equityUsd()
                : account.equityUsd();
    }

    /// Equity of a venue less its initial margin.
    ///
    /// @param venue one of the parts
    /// @return USD, negative where the venue is short of margin; empty where one of them is unknown
    public static OptionalDouble free(Comparison venue) {
        return free(venue, venue.rows().getFirst());
    }

    private static OptionalDouble free(Comparison account, Comparison.Row row) {
        OptionalDouble equity = equity(account, row);
        return row.outcome().isPresent() && equity.isPresent()
                ? OptionalDouble.of(equity.getAsDouble() - row.outcome().get().initialUsd())
                : OptionalDouble.empty();
    }

    /// What is missing at a venue.
    ///
    /// @param venue one of the parts
    /// @return USD, zero or more
    public static double shortfall(Comparison venue) {
        return Math.max(0.0, -free(venue).orElse(0.0));
    }

    /// Equity of all venues.
    ///
    /// @return USD; empty if one is unknown
    public OptionalDouble equityUsd() {
        return sum(venues, VenueSplit::equity);
    }

    /// Initial margin of all venues, each by its own rules.
    ///
    /// @return USD; empty if one has none
    public OptionalDouble initialUsd() {
        return sum(
                venues,
                venue -> outcome(venue).stream()
                        .mapToDouble(Comparison.Outcome::initialUsd)
                        .findFirst());
    }

    /// Maintenance margin of all venues, each by its own rules.
    ///
    /// @return USD; empty if one has none
    public OptionalDouble maintenanceUsd() {
        return sum(
                venues,
                venue -> outcome(venue).stream()
                        .mapToDouble(Comparison.Outcome::maintenanceUsd)
                        .findFirst());
    }

    /// Free capital of all venues: what could be moved between them covers the shortfalls if it is not negative.
    ///
    /// @return USD; empty if one is unknown
    public OptionalDouble freeUsd() {
        return sum(venues, VenueSplit::free);
    }

    /// What is missing at venues that are short of margin.
    ///
    /// @return USD, zero or more
    public double shortfallUsd() {
        double sum = 0.0;
        for (Comparison venue : inOrder(venues, Comparison::account)) {
            sum += shortfall(venue);
        }
        return sum;
    }

    /// Equity of one account.
    ///
    /// @param row one of the whole's rows
    /// @return USD, by the methodology's own rules where they tell it, else at the marks; empty where that of a
    ///     venue is unknown, since its balances may be elsewhere
    public OptionalDouble equityUsd(Comparison.Row row) {
        return whole.equityUsd().isPresent() ? equity(whole, row) : OptionalDouble.empty();
    }

    /// Equity of one account less its initial margin.
    ///
    /// @param row one of the whole's rows
    /// @return USD, negative where it is short of margin; empty where one of them is unknown
    public OptionalDouble freeUsd(Comparison.Row row) {
        return whole.equityUsd().isPresent() ? free(whole, row) : OptionalDouble.empty();
    }

    /// What separation costs.
    ///
    /// @param row one of the whole's rows
    /// @return USD, negative where the whole needs more than the parts; empty where one of them is unknown
    public OptionalDouble capitalCostUsd(Comparison.Row row) {
        return row.outcome().isPresent() && initialUsd().isPresent()
                ? OptionalDouble.of(
                        initialUsd().getAsDouble() - row.outcome().get().initialUsd())
                : OptionalDouble.empty();
    }

    /// What of it is lost netting.
    ///
    /// @param index of the row
    /// @return USD; empty if the methodology refuses the whole or a part
    public OptionalDouble nettingUsd(int index) {
        Optional<Comparison.Outcome> outcome = whole.rows().get(index).outcome();
        return outcome.isPresent() && apart.get(index).refused().isEmpty()
                ? OptionalDouble.of(
                        apart.get(index).initialUsd() - outcome.get().initialUsd())
                : OptionalDouble.empty();
    }

    /// Lost netting as a part of what the parts need under the same rules.
    ///
    /// @param index of the row
    /// @return a fraction; empty as above, or if the parts need nothing
    public OptionalDouble benefitLost(int index) {
        double parts = apart.get(index).initialUsd();
        OptionalDouble netting = nettingUsd(index);
        return netting.isPresent() && parts > 0.0
                ? OptionalDouble.of(netting.getAsDouble() / parts)
                : OptionalDouble.empty();
    }

    /// Venues that are short of margin although one account would not be.
    ///
    /// @param row one of the whole's rows
    /// @return their names; empty if the whole is short of margin too, or it is not known
    public List<String> needlesslyShort(Comparison.Row row) {
        OptionalDouble free = freeUsd(row);
        return free.isPresent() && free.getAsDouble() >= 0.0
                ? venues.stream()
                        .filter(venue -> shortfall(venue) > 0.0)
                        .map(Comparison::account)
                        .toList()
                : List.of();
    }
}
