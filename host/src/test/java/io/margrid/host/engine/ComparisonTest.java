package io.margrid.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.host.backend.Backends;
import io.margrid.host.parameters.ParameterStore;
import io.margrid.model.book.AccountTerms;
import io.margrid.model.book.PositionTerms;
import io.margrid.model.generic.GenericMargin;
import io.margrid.model.generic.GenericParameters;
import io.margrid.model.input.Violation;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.FutureContract;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.margin.Evidence;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.ParameterHead;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.PairMarket;
import io.margrid.model.matrix.CoinClasses;
import io.margrid.model.matrix.MoveTable;
import io.margrid.model.scenario.RelativeVolatilityShock;
import io.margrid.model.scenario.VolShock;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final CurrencyPair PAIR = new CurrencyPair("btc", "usdc");
    private static final Instant AS_OF = Instant.parse("2026-11-23T08:00:00Z");
    private static final FutureContract NEAR = future("NEAR", Optional.empty());
    private static final FutureContract FAR = future("FAR", Optional.of(AS_OF.plusSeconds(86_400)));
    static final MarketSnapshot MARKET = MarketSnapshot.builder("m", ForwardSource.QUOTED)
            .pair(PAIR, new PairMarket(AS_OF, 1_000.0, OptionalDouble.empty()))
            .future(NEAR, 1_000.0)
            .future(FAR, 1_000.0)
            .build();

    /// 3 coins long and 1 short: alone they lose 300 and 100 by a move of a tenth, together 200.
    private static final List<BookLine> LINES =
            List.of(new BookLine(0, "NEAR", new BigDecimal(3)), new BookLine(1, "FAR", new BigDecimal(-1)));

    /// Needs entry price and leverage of every position.
    static final MarginModel ISOLATED = Models.find("isolated")
            .map(one -> one.model(ParameterStore.shipped()
                    .find(one.defaultSet())
                    .orElseThrow()
                    .parameters()))
            .orElseThrow();

    private static FutureContract future(String name, Optional<Instant> expiry) {
        return new FutureContract(name, PAIR, Settlement.LINEAR, OptionalDouble.of(1.0), expiry);
    }

    private static MarginModel tenth() {
        return tenth(1.0);
    }

    /// Moves by a tenth, nothing else.
    static MarginModel tenth(double initialFactor) {
        MoveTable table = new MoveTable(
                List.of(
                        new MoveTable.Move(-0.1, List.of(VolShock.SAME)),
                        new MoveTable.Move(0.1, List.of(VolShock.SAME))),
                List.of());
        RelativeVolatilityShock volatility = new RelativeVolatilityShock(
                0.5, 0.25, 0.3, 0.13, 1.0, false, 0.0, RelativeVolatilityShock.FloorOn.RESULT);
        return GenericMargin.model(new GenericParameters(
                new ParameterHead("tenth", LocalDate.of(2026, 11, 23), Evidence.USER, "a test", "00", Map.of()),
                new CoinClasses<>(
                        Map.of("all", new GenericParameters.Coin(table, volatility, 0.0)),
                        Map.of(),
                        Optional.of("all")),
                Map.of(),
                false,
                initialFactor));
    }

    private static Comparison compare(List<BookLine> lines, AccountTerms terms, MarginModel... models) {
        BookDraft draft = new BookDraft("a", lines, Map.of(), terms, (_, field) -> field, lines.size(), List.of());
        try (MarginEngine engine = new MarginEngine(Backends.open("scalar"))) {
            return Comparison.of(engine, List.of(models), MARKET, draft);
        }
    }

    private static AccountTerms usdc(double amount) {
        PositionTerms near =
                new PositionTerms(OptionalDouble.of(900.0), OptionalDouble.empty(), OptionalDouble.empty());
        return new AccountTerms(Map.of("usdc", amount), Map.of("NEAR", near));
    }

    @Test
    void figuresOfARow() {
        // 500 and what 3 coins gained since 900: an equity of 800. Gross 4,000.
        Comparison comparison = compare(LINES, usdc(500.0), tenth());
        assertThat(comparison.equityUsd().orElseThrow()).isCloseTo(800.0, within(1e-9));
        assertThat(comparison.grossUsd().orElseThrow()).isCloseTo(4_000.0, within(1e-9));
        Comparison.Row row = comparison.rows().getFirst();
        assertThat(row.outcome().orElseThrow().initialUsd()).isCloseTo(200.0, within(1e-9));
        assertThat(comparison.utilisation(row).orElseThrow()).isCloseTo(0.25, within(1e-12));
        assertThat(comparison.leverage(row).orElseThrow()).isCloseTo(20.0, within(1e-9));
        assertThat(comparison.freeUsd(row).orElseThrow()).isCloseTo(600.0, within(1e-9));
        assertThat(comparison.hedgeBenefit(row).orElseThrow()).isCloseTo(0.5, within(1e-12));
        Comparison.Worst worst = row.outcome().get().worst().orElseThrow();
        assertThat(worst.usd()).isCloseTo(-200.0, within(1e-9));
        assertThat(worst.set().set().key()).isEqualTo("btc_usd");
    }

    @Test
    void onePositionHasNothingToNetWith() {
        Comparison comparison = compare(LINES.subList(0, 1), usdc(500.0), tenth());
        assertThat(comparison.hedgeBenefit(comparison.rows().getFirst())).hasValue(0.0);
    }

    @Test
    void nothingIsUsedOfADebt() {
        // 300 gained do not make up for 400 owed.
        Comparison comparison = compare(LINES, usdc(-400.0), tenth());
        Comparison.Row row = comparison.rows().getFirst();
        assertThat(comparison.utilisation(row)).isEmpty();
        assertThat(comparison.freeUsd(row).orElseThrow()).isCloseTo(-300.0, within(1e-9));
    }

    @Test
    void withoutBalancesNothingIsToldOfEquity() {
        Comparison comparison = compare(LINES, AccountTerms.NONE, tenth());
        Comparison.Row row = comparison.rows().getFirst();
        assertThat(comparison.equityUsd()).isEmpty();
        assertThat(comparison.utilisation(row)).isEmpty();
        assertThat(comparison.freeUsd(row)).isEmpty();
        assertThat(comparison.leverage(row)).isPresent();
    }

    @Test
    void aRefusedRowSaysWhyAndLeavesTheOthersAlone() {
        Comparison comparison = compare(LINES, usdc(500.0), ISOLATED, tenth());
        Comparison.Row refused = comparison.rows().getFirst();
        assertThat(refused.model().id()).isEqualTo("isolated");
        assertThat(refused.outcome()).isEmpty();
        assertThat(refused.problems())
                .extracting(Violation::message)
                .contains("isolated margin needs the entry_price of FAR");
        assertThat(comparison.utilisation(refused)).isEmpty();
        assertThat(comparison.leverage(refused)).isEmpty();
        assertThat(comparison.freeUsd(refused)).isEmpty();
        assertThat(comparison.hedgeBenefit(refused)).isEmpty();
        assertThat(comparison.utilisation(comparison.rows().getLast())).isPresent();
        assertThat(comparison.equityUsd().orElseThrow()).isCloseTo(800.0, within(1e-9));
    }

    @Test
    void whereEveryRowIsRefusedNothingIsKnown() {
        Comparison comparison = compare(LINES, usdc(500.0), ISOLATED);
        assertThat(comparison.account()).isEqualTo("a");
        assertThat(comparison.equityUsd()).isEmpty();
        assertThat(comparison.grossUsd()).isEmpty();
    }
}
