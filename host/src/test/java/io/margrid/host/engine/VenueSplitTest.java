package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.host.backend.Backends;
import io.margrid.model.book.AccountTerms;
import io.margrid.model.margin.MarginModel;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// By hand: prices of 1,000 move by a tenth, so each coin that is not hedged needs 100.
class VenueSplitTest {
    private static BookDraft draft(String account, String instrument, int size, double usdc) {
        return new BookDraft(
                account,
                List.of(new BookLine(0, instrument, new BigDecimal(size))),
                Map.of(),
                new AccountTerms(Map.of("usdc", usdc), Map.of()),
                (_, field) -> field,
                1,
                List.of());
    }

    private static VenueSplit split(List<VenueSplit.Venue> venues, MarginModel... models) {
        try (MarginEngine engine = new MarginEngine(Backends.open("scalar"))) {
            return VenueSplit.of(engine, venues, List.of(models), ComparisonTest.MARKET);
        }
    }

    private static VenueSplit.Venue longThree(MarginModel model) {
        return new VenueSplit.Venue(draft("a", "NEAR", 3, 350.0), model);
    }

    private static VenueSplit.Venue shortOne(MarginModel model) {
        return new VenueSplit.Venue(draft("b", "FAR", -1, 50.0), model);
    }

    @Test
    void theHedgeAcrossVenuesIsWhatSeparationCosts() {
        MarginModel tenth = ComparisonTest.tenth(1.0);
        VenueSplit split = split(List.of(longThree(tenth), shortOne(tenth)), tenth);
        Comparison.Row whole = split.whole().rows().getFirst();
        assertThat(split.initialUsd().orElseThrow()).isCloseTo(400.0, within(1e-9));
        assertThat(whole.outcome().orElseThrow().initialUsd()).isCloseTo(200.0, within(1e-9));
        assertThat(split.capitalCostUsd(whole).orElseThrow()).isCloseTo(200.0, within(1e-9));
        assertThat(split.nettingUsd(0).orElseThrow()).isCloseTo(200.0, within(1e-9));
        assertThat(split.benefitLost(0).orElseThrow()).isCloseTo(0.5, within(1e-12));
        assertThat(split.equityUsd(whole).orElseThrow()).isCloseTo(400.0, within(1e-9));
    }

    @Test
    void aVenueIsShortAlthoughOneAccountIsNot() {
        MarginModel tenth = ComparisonTest.tenth(1.0);
        VenueSplit split = split(List.of(longThree(tenth), shortOne(tenth)), tenth, ComparisonTest.tenth(2.5));
        assertThat(VenueSplit.free(split.venues().getFirst()).orElseThrow()).isCloseTo(50.0, within(1e-9));
        assertThat(VenueSplit.shortfall(split.venues().getLast())).isCloseTo(50.0, within(1e-9));
        assertThat(split.shortfallUsd()).isCloseTo(50.0, within(1e-9));
        assertThat(split.freeUsd().orElseThrow()).isCloseTo(0.0, within(1e-9));
        assertThat(split.needlesslyShort(split.whole().rows().getFirst())).containsExactly("b");
        // Two and a half times the margin is more than the whole has.
        assertThat(split.freeUsd(split.whole().rows().getLast()).orElseThrow()).isCloseTo(-100.0, within(1e-9));
        assertThat(split.needlesslyShort(split.whole().rows().getLast())).isEmpty();
    }

    @Test
    void stricterRulesOfAVenueAreNoLostNetting() {
        MarginModel tenth = ComparisonTest.tenth(1.0);
        VenueSplit split = split(List.of(longThree(tenth), shortOne(ComparisonTest.tenth(2.0))), tenth);
        Comparison.Row whole = split.whole().rows().getFirst();
        assertThat(split.initialUsd().orElseThrow()).isCloseTo(500.0, within(1e-9));
        assertThat(split.capitalCostUsd(whole).orElseThrow()).isCloseTo(300.0, within(1e-9));
        assertThat(split.nettingUsd(0).orElseThrow()).isCloseTo(200.0, within(1e-9));
    }

    @Test
    void whereAVenueTellsNoBalancesNothingIsKnownOfTheWhole() {
        MarginModel tenth = ComparisonTest.tenth(1.0);
        BookDraft silent = new BookDraft(
                "b", List.of(new BookLine(0, "FAR", new BigDecimal(-1))), Map.of(), (_, field) -> field, 1, List.of());
        VenueSplit split = split(List.of(longThree(tenth), new VenueSplit.Venue(silent, tenth)), tenth);
        Comparison.Row whole = split.whole().rows().getFirst();
        assertThat(VenueSplit.free(split.venues().getFirst())).isPresent();
        assertThat(VenueSplit.free(split.venues().getLast())).isEmpty();
        assertThat(split.freeUsd()).isEmpty();
        assertThat(split.equityUsd(whole)).isEmpty();
        assertThat(split.freeUsd(whole)).isEmpty();
        assertThat(split.whole().equityUsd()).isEmpty();
        assertThat(split.capitalCostUsd(whole).orElseThrow()).isCloseTo(200.0, within(1e-9));
    }

    @Test
    void oneVenueLosesNothing() {
        MarginModel tenth = ComparisonTest.tenth(1.0);
        VenueSplit split = split(List.of(longThree(tenth)), tenth);
        assertThat(split.capitalCostUsd(split.whole().rows().getFirst())).hasValue(0.0);
        assertThat(split.nettingUsd(0)).hasValue(0.0);
        assertThat(split.shortfallUsd()).isZero();
    }

    @Test
    void theOrderOfVenuesChangesNoBit() {
        MarginModel tenth = ComparisonTest.tenth(4.0 / 3.0);
        List<VenueSplit.Venue> venues = List.of(
                new VenueSplit.Venue(draft("a", "NEAR", 1, 0.1), tenth),
                new VenueSplit.Venue(draft("b", "FAR", -3, 0.2), tenth),
                new VenueSplit.Venue(draft("c", "NEAR", 7, 0.3), tenth));
        VenueSplit one = split(venues, tenth);
        VenueSplit other = split(venues.reversed(), tenth);
        Comparison.Row row = one.whole().rows().getFirst();
        Comparison.Row otherRow = other.whole().rows().getFirst();
        assertThat(otherRow.outcome().orElseThrow().initialUsd())
                .isEqualTo(row.outcome().orElseThrow().initialUsd());
        assertThat(other.equityUsd()).isEqualTo(one.equityUsd()).hasValue(0.1 + 0.2 + 0.3);
        assertThat(other.equityUsd(otherRow)).isEqualTo(one.equityUsd(row)).hasValue(0.1 + 0.2 + 0.3);
        assertThat(other.initialUsd()).isEqualTo(one.initialUsd());
        assertThat(other.shortfallUsd()).isEqualTo(one.shortfallUsd());
        assertThat(other.capitalCostUsd(otherRow)).isEqualTo(one.capitalCostUsd(row));
        assertThat(other.benefitLost(0)).isEqualTo(one.benefitLost(0));
        assertThat(0.3 + 0.2 + 0.1).as("order matters to plain sums").isNotEqualTo(0.1 + 0.2 + 0.3);
    }

    @Test
    void whatIsRefusedLeavesItsFiguresUnknown() {
        MarginModel tenth = ComparisonTest.tenth(1.0);
        VenueSplit split =
                split(List.of(longThree(tenth), shortOne(ComparisonTest.ISOLATED)), tenth, ComparisonTest.ISOLATED);
        Comparison.Row whole = split.whole().rows().getFirst();
        assertThat(VenueSplit.outcome(split.venues().getLast())).isEmpty();
        assertThat(split.initialUsd()).isEmpty();
        assertThat(split.freeUsd()).isEmpty();
        assertThat(split.capitalCostUsd(whole)).isEmpty();
        assertThat(split.nettingUsd(0)).as("both parts have a margin under it").isPresent();
        assertThat(split.apart().getLast().refused()).containsExactly("a", "b");
        assertThat(split.nettingUsd(1)).isEmpty();
    }
}
