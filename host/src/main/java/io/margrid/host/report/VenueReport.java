package io.margrid.host.report;

import io.margrid.host.engine.Comparison;
import io.margrid.host.engine.VenueSplit;
import io.margrid.model.input.Violation;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.v1.OneAccountMargin;
import io.margrid.v1.VenueComparison;
import io.margrid.v1.VenueMargin;
import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalDouble;

/// Shows a book whose parts lie at several venues.
public final class VenueReport {
    private static final String VENUE = "  %-14s %-18s %16s %16s %16s %8s %16s";
    private static final String WHOLE = "  %-18s %16s %16s %16s %16s %16s %8s";

    private VenueReport() {}

    /// Prints the venues, the whole as one account, and who is short of margin.
    ///
    /// @param split   the margins
    /// @param out     takes the text
    /// @param palette colours or none
    public static void print(VenueSplit split, PrintWriter out, Palette palette) {
        out.println("Each venue by its own rules");
        out.println(palette.dim(line(VENUE, "", "", "", "initial", "maintenance", "of", "free")));
        out.println(palette.dim(line(
                VENUE, "account", "model", "equity, USD", "margin, USD", "margin, USD", "equity", "capital, USD")));
        for (Comparison venue : split.venues()) {
            VenueSplit.outcome(venue)
                    .ifPresent(outcome -> out.println(line(
                            VENUE,
                            venue.account(),
                            venue.rows().getFirst().model().id(),
                            usd(VenueSplit.equity(venue)),
                            Figures.usd(outcome.initialUsd()),
                            Figures.usd(outcome.maintenanceUsd()),
                            part(OptionalDouble.of(outcome.initialUsd()), VenueSplit.equity(venue)),
                            usd(VenueSplit.free(venue)))));
        }
        out.println(line(
                VENUE,
                VenueSplit.ALL,
                "",
                usd(split.equityUsd()),
                usd(split.initialUsd()),
                usd(split.maintenanceUsd()),
                part(split.initialUsd(), split.equityUsd()),
                usd(split.freeUsd())));
        out.println();
        out.println("All as one account");
        out.println(
                palette.dim(line(WHOLE, "", "initial", "maintenance", "free", "separation", "of it lost", "benefit")));
        out.println(palette.dim(line(
                WHOLE, "model", "margin, USD", "margin, USD", "capital, USD", "costs, USD", "netting, USD", "lost")));
        for (int i = 0; i < split.whole().rows().size(); i++) {
            whole(split, i, out);
        }
        refused(split, out);
        shortOfMargin(split, out);
    }

    private static void whole(VenueSplit split, int index, PrintWriter out) {
        Comparison.Row row = split.whole().rows().get(index);
        row.outcome()
                .ifPresent(outcome -> out.println(line(
                        WHOLE,
                        row.model().id(),
                        Figures.usd(outcome.initialUsd()),
                        Figures.usd(outcome.maintenanceUsd()),
                        usd(split.freeUsd(row)),
                        usd(split.capitalCostUsd(row)),
                        usd(split.nettingUsd(index)),
                        ComparisonReport.percent(split.benefitLost(index)))));
    }

    private static void refused(VenueSplit split, PrintWriter out) {
        List<Comparison> venues = split.venues().stream()
                .filter(venue -> VenueSplit.outcome(venue).isEmpty())
                .toList();
        List<Comparison.Row> rows = split.whole().rows().stream()
                .filter(row -> row.outcome().isEmpty())
                .toList();
        if (!venues.isEmpty() || !rows.isEmpty()) {
            out.println();
            out.println("Not computed:");
            venues.forEach(
                    venue -> refused(venue.account(), venue.rows().getFirst().problems(), out));
            rows.forEach(row -> refused("one account, " + row.model().id(), row.problems(), out));
        }
        for (int i = 0; i < split.apart().size(); i++) {
            List<String> parts = split.apart().get(i).refused();
            if (!parts.isEmpty() && split.whole().rows().get(i).outcome().isPresent()) {
                out.println(Figures.format(
                        "%nNetting under %s is not told: by itself it does not margin %s.",
                        split.whole().rows().get(i).model().id(), String.join(", ", parts)));
            }
        }
    }

    private static void refused(String what, List<Violation> problems, PrintWriter out) {
        String more = problems.size() > 1 ? Figures.format(" (and %d more)", problems.size() - 1) : "";
        out.println(Figures.format("  %-32s %s%s", what, problems.getFirst().message(), more));
    }

    private static void shortOfMargin(VenueSplit split, PrintWriter out) {
        if (split.shortfallUsd() == 0.0) {
            return;
        }
        out.println();
        for (Comparison venue : split.venues()) {
            if (VenueSplit.shortfall(venue) > 0.0) {
                out.println(Figures.format(
                        "%s is short of %s USD of initial margin%s.",
                        venue.account(),
                        Figures.usd(VenueSplit.shortfall(venue)),
                        VenueSplit.equity(venue).getAsDouble()
                                        < VenueSplit.outcome(venue)
                                                .orElseThrow()
                                                .maintenanceUsd()
                                ? " and below its maintenance margin"
                                : ""));
            }
        }
        split.freeUsd()
                .ifPresent(free -> out.println(
                        free >= 0.0
                                ? "Moving that from the other venues would do: together they have enough."
                                : Figures.format("All venues together miss %s USD.", Figures.usd(-free))));
        List<String> enough = split.whole().rows().stream()
                .filter(row -> !split.needlesslyShort(row).isEmpty())
                .map(row -> row.model().id())
                .toList();
        if (!enough.isEmpty()) {
            out.println("One account would not be short under " + String.join(", ", enough) + ".");
        }
    }

    private static String line(String pattern, Object... cells) {
        return Figures.format(pattern, cells).stripTrailing();
    }

    private static String usd(OptionalDouble value) {
        // Nothing, but for the rounding of sums, has no sign.
        return value.isPresent() ? Figures.usd(Math.rint(1e2 * value.getAsDouble()) / 1e2 + 0.0) : "unknown";
    }

    private static String part(OptionalDouble margin, OptionalDouble equity) {
        return ComparisonReport.percent(
                margin.isPresent() && equity.isPresent() && equity.getAsDouble() > 0.0
                        ? OptionalDouble.of(margin.getAsDouble() / equity.getAsDouble())
                        : OptionalDouble.empty());
    }

    /// The margins as a message.
    ///
    /// @param split  the margins
    /// @param market the market in use
    /// @return the message
    public static VenueComparison message(VenueSplit split, MarketSnapshot market) {
        VenueComparison.Builder message = VenueComparison.newBuilder()
                .setMarket(ReportMessages.market(market))
                .setShortfallUsd(split.shortfallUsd())
                .addAllNotes(split.notes());
        split.venues().forEach(venue -> message.addVenues(venue(venue)));
        split.equityUsd().ifPresent(message::setEquityUsd);
        split.initialUsd().ifPresent(message::setInitialMarginUsd);
        split.maintenanceUsd().ifPresent(message::setMaintenanceMarginUsd);
        split.freeUsd().ifPresent(message::setFreeCapitalUsd);
        split.whole().grossUsd().ifPresent(message::setGrossNotionalUsd);
        for (int i = 0; i < split.whole().rows().size(); i++) {
            message.addOneAccount(oneAccount(split, i));
        }
        return message.build();
    }

    private static VenueMargin venue(Comparison venue) {
        VenueMargin.Builder message = VenueMargin.newBuilder()
                .setAccount(venue.account())
                .setMargin(ComparisonReport.row(venue, venue.rows().getFirst()));
        VenueSplit.equity(venue).ifPresent(message::setEquityUsd);
        venue.grossUsd().ifPresent(message::setGrossNotionalUsd);
        VenueSplit.free(venue).ifPresent(message::setFreeCapitalUsd);
        return message.build();
    }

    private static OneAccountMargin oneAccount(VenueSplit split, int index) {
        Comparison.Row row = split.whole().rows().get(index);
        VenueSplit.Apart apart = split.apart().get(index);
        OneAccountMargin.Builder message = OneAccountMargin.newBuilder()
                .setMargin(ComparisonReport.row(split.whole(), row))
                .addAllPartsRefused(apart.refused())
                .addAllShortAlthoughOneAccountIsNot(split.needlesslyShort(row));
        split.equityUsd(row).ifPresent(message::setEquityUsd);
        split.freeUsd(row).ifPresent(message::setFreeCapitalUsd);
        split.capitalCostUsd(row).ifPresent(message::setCapitalCostUsd);
        if (apart.refused().isEmpty()) {
            message.setPartsInitialMarginUsd(apart.initialUsd());
        }
        split.nettingUsd(index).ifPresent(message::setNettingUsd);
        split.benefitLost(index).ifPresent(message::setHedgeBenefitLost);
        return message.build();
    }
}
