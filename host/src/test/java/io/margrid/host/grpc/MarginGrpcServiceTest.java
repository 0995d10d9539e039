package io.margrid.host.grpc;

import static io.margrid.host.grpc.Fixture.CALL;
import static io.margrid.host.grpc.Fixture.FUTURE;
import static io.margrid.host.grpc.Fixture.PERPETUAL;
import static io.margrid.host.grpc.Fixture.PUT;
import static io.margrid.host.grpc.Fixture.book;
import static io.margrid.host.grpc.Fixture.market;
import static io.margrid.host.grpc.Fixture.option;
import static io.margrid.host.grpc.Fixture.packed;
import static io.margrid.host.grpc.Fixture.position;
import static io.margrid.host.grpc.Fixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.v1.Book;
import io.margrid.v1.ComputeMarginRequest;
import io.margrid.v1.CurrencyMargin;
import io.margrid.v1.ForwardSource;
import io.margrid.v1.MarginReport;
import io.margrid.v1.MarginServiceGrpc;
import io.margrid.v1.Market;
import io.margrid.v1.NettingSetMargin;
import io.margrid.v1.OptionQuote;
import io.margrid.v1.PackedPositions;
import io.margrid.v1.PassThroughAmounts;
import io.margrid.v1.Position;
import io.margrid.v1.PositionReport;
import io.margrid.v1.ReportView;
import io.margrid.v1.Scenario;
import io.margrid.v1.ScenarioSide;
import io.margrid.v1.ScenarioTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Good requests, over a real stub.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MarginGrpcServiceTest {
    private final InProcess server = new InProcess(Fixture.engine(), Fixture.content());
    private final MarginServiceGrpc.MarginServiceBlockingStub stub =
            MarginServiceGrpc.newBlockingStub(server.channel());

    @BeforeAll
    void answersAtAll() {
        assertThat(call(request()).getAccount()).isEqualTo("maker");
    }

    @AfterAll
    void close() {
        server.close();
    }

    private MarginReport call(ComputeMarginRequest.Builder request) {
        return stub.computeMargin(request.build()).getReport();
    }

    private static MarginReport timeless(MarginReport report) {
        return report.toBuilder().clearStageTimes().build();
    }

    @Test
    void reportSaysWhatWasUsed() {
        MarginReport report = call(request());
        assertThat(report.getModel()).isEqualTo("deribit-spm");
        assertThat(report.getParameterSet().getId()).isEqualTo("example");
        assertThat(report.getParameterSet().getAsOf()).isEqualTo("2024-06-17");
        assertThat(report.getMarket().getSnapshotId()).isEqualTo("mine");
        assertThat(report.getMarket().getForwardSource()).isEqualTo(ForwardSource.FORWARD_SOURCE_QUOTED);
        assertThat(report.getMarket().getPairs(0).getAsOf().getSeconds()).isEqualTo(Fixture.AS_OF.getEpochSecond());
        assertThat(report.getBackend().getId()).isEqualTo("scalar");
        assertThat(report.getLines()).isEqualTo(4);
        assertThat(report.getStageTimesList())
                .extracting(io.margrid.v1.StageTime::getStage)
                .containsExactly("receive", "read", "check", "pack", "queue", "kernel", "cut", "margin", "write");
    }

    @Test
    void futureHasTheExchangesBits() {
        MarginReport report = call(request().setBook(Book.newBuilder().addPositions(position(PERPETUAL, 50.0))));
        NettingSetMargin set = report.getCurrencies(0).getNettingSets(0);
        assertThat(set.getKey()).isEqualTo("btc_btc");
        assertThat(set.getScenariosCount()).isEqualTo(35);
        for (int s = 0; s < 27; s++) {
            double m = set.getScenarios(s).getPriceMove();
            assertThat(set.getPreAggregated(s)).isEqualTo(50.0 * (m / (1.0 + m)));
        }
        assertThat(set.getWorst().getPnl()).isEqualTo(Collections.min(set.getAggregatedList()));
        Scenario worst = set.getWorst().getScenario();
        assertThat(worst.getTable()).isEqualTo(ScenarioTable.SCENARIO_TABLE_STANDARD);
        assertThat(worst.getSide()).isEqualTo(ScenarioSide.SCENARIO_SIDE_LEFT);
        assertThat(worst.getIndex()).isEqualTo(1);
        assertThat(worst.getBucket()).isEqualTo(1);
        CurrencyMargin btc = report.getCurrencies(0);
        assertThat(btc.getInitialMargin()).isGreaterThan(9.5238).isLessThan(11.0);
        assertThat(report.getInitialMarginUsd()).isEqualTo(btc.getInitialMargin() * Fixture.INDEX);
    }

    @Test
    void sidesAreLeftCenterRight() {
        NettingSetMargin set = call(request()).getCurrencies(0).getNettingSets(0);
        for (Scenario scenario : set.getScenariosList()) {
            ScenarioSide side = scenario.getPriceMove() < 0.0
                    ? ScenarioSide.SCENARIO_SIDE_LEFT
                    : scenario.getPriceMove() > 0.0
                            ? ScenarioSide.SCENARIO_SIDE_RIGHT
                            : ScenarioSide.SCENARIO_SIDE_CENTER;
            assertThat(scenario.getSide()).isEqualTo(side);
        }
    }

    @Test
    void packedColumnsGiveTheSameBits() {
        Book.Builder columns = Book.newBuilder().setAccount("maker").setPacked(packed(book()));
        assertThat(timeless(call(request().setBook(columns)))).isEqualTo(timeless(call(request())));
    }

    @Test
    void listAndColumnsAddUp() {
        Book.Builder mixed = Book.newBuilder().setAccount("maker");
        mixed.addAllPositions(book().getPositionsList().subList(0, 2));
        mixed.setPacked(packed(
                Book.newBuilder().addAllPositions(book().getPositionsList().subList(2, 4))));
        assertThat(timeless(call(request().setBook(mixed)))).isEqualTo(timeless(call(request())));
    }

    @Test
    void orderChangesNoBit() {
        List<Position> reversed = new ArrayList<>(book().getPositionsList());
        Collections.reverse(reversed);
        Book.Builder other = Book.newBuilder().setAccount("maker").addAllPositions(reversed);
        assertThat(timeless(call(request().setBook(other)))).isEqualTo(timeless(call(request())));
    }

    @Test
    void repeatedLinesAreAddedExactlyAndNoted() {
        Book.Builder thirds = Book.newBuilder()
                .addPositions(position(PUT, 0.1))
                .addPositions(position(PUT, 0.2))
                .setPacked(PackedPositions.newBuilder()
                        .addInstruments(PUT)
                        .addInstrumentIndex(0)
                        .addSizes(-0.3));
        MarginReport report = call(request().setBook(thirds));
        assertThat(report.getPositionsList())
                .singleElement()
                .extracting(PositionReport::getSize)
                .isEqualTo(0.0);
        assertThat(report.getLines()).isEqualTo(3);
        assertThat(report.getNotesList()).singleElement().asString().startsWith("2 lines repeat");
    }

    @Test
    void inlineAndLoadedMarketGiveTheSame() {
        MarginReport inline = call(request());
        MarginReport named = call(request().setSnapshotId("small"));
        MarginReport byDefault = call(request().clearMarketSource());
        assertThat(named.getCurrenciesList()).isEqualTo(inline.getCurrenciesList());
        assertThat(named.getPositionsList()).isEqualTo(inline.getPositionsList());
        assertThat(timeless(byDefault)).isEqualTo(timeless(named));
        assertThat(named.getMarket().getSnapshotId()).isEqualTo("small");
    }

    @Test
    void marketWithoutNameIsCalledInline() {
        assertThat(call(request().setMarket(market().clearId())).getMarket().getSnapshotId())
                .isEqualTo("inline");
    }

    @Test
    void viewsGrow() {
        MarginReport totals = call(request().setView(ReportView.REPORT_VIEW_TOTALS));
        NettingSetMargin set = totals.getCurrencies(0).getNettingSets(0);
        assertThat(set.getScenariosList()).isEmpty();
        assertThat(set.getPreAggregatedList()).isEmpty();
        assertThat(set.getAggregatedList()).isEmpty();
        assertThat(totals.getPositionsList()).isEmpty();
        assertThat(set.getWorst().getPnl()).isNegative();
        assertThat(set.getRunnerUp().getPnl())
                .isGreaterThanOrEqualTo(set.getWorst().getPnl());

        MarginReport matrix = call(request().setView(ReportView.REPORT_VIEW_MATRIX));
        assertThat(timeless(matrix)).isEqualTo(timeless(call(request())));
        assertThat(matrix.getCurrencies(0).getNettingSets(0).getAggregatedCount())
                .isEqualTo(35);
        assertThat(matrix.getPositionsCount()).isEqualTo(4);
        assertThat(matrix.getPositionsList())
                .allSatisfy(position -> assertThat(position.getRiskVectorList()).isEmpty());

        MarginReport full = call(request().setView(ReportView.REPORT_VIEW_FULL));
        NettingSetMargin whole = full.getCurrencies(0).getNettingSets(0);
        for (int s = 0; s < 35; s++) {
            double sum = 0.0;
            for (PositionReport position : full.getPositionsList()) {
                sum += position.getRiskVector(s);
            }
            assertThat(whole.getPreAggregated(s)).isCloseTo(sum, within(1e-12));
        }
    }

    @Test
    void positionsCarryTheirUnits() {
        MarginReport report = call(request());
        PositionReport call = report.getPositionsList().stream()
                .filter(position -> position.getInstrument().equals(CALL))
                .findFirst()
                .orElseThrow();
        assertThat(call.getSize()).isEqualTo(-40.0);
        assertThat(call.getForward()).isEqualTo(Fixture.FORWARD);
        assertThat(call.getMarkVolatilityPercent()).isEqualTo(52.0);
        assertThat(call.getValue()).isBetween(-0.6, -0.1);
        assertThat(call.getDelta()).isBetween(-20.0, -4.0);
        assertThat(call.getVegaPerVolPoint()).isNegative();
        assertThat(call.getThetaPerDay()).isPositive();
        assertThat(call.hasInitialMargin()).isFalse();
        assertThat(report.getPositionsList())
                .extracting(PositionReport::getInstrument)
                .containsExactly(FUTURE, PERPETUAL, PUT, CALL);
    }

    @Test
    void emptyBookHasZeroMarginAndMatrix() {
        MarginReport report = call(request().setBook(Book.getDefaultInstance()));
        assertThat(report.getInitialMarginUsd()).isZero();
        NettingSetMargin set = report.getCurrencies(0).getNettingSets(0);
        assertThat(set.getAggregatedList()).hasSize(35).containsOnly(0.0);
        assertThat(report.getPositionsList()).isEmpty();
    }

    @Test
    void passThroughAmountsEnterTheInitialMargin() {
        Book.Builder with = book().addPassThrough(
                        PassThroughAmounts.newBuilder().setCurrency("btc").setMmpMargin(0.25));
        double without = call(request()).getCurrencies(0).getInitialMargin();
        assertThat(call(request().setBook(with)).getCurrencies(0).getInitialMargin())
                .isCloseTo(without + 0.25, within(2e-9));
    }

    @Test
    void standardMarginShowsOwnMargins() {
        MarginReport report = call(request().setModel("deribit-ssm"));
        assertThat(report.getModel()).isEqualTo("deribit-ssm");
        assertThat(report.getPositionsList()).allSatisfy(position -> {
            assertThat(position.hasInitialMargin()).isTrue();
            assertThat(position.hasMaintenanceMargin()).isTrue();
        });
        NettingSetMargin set = report.getCurrencies(0).getNettingSets(0);
        assertThat(set.hasWorst()).isFalse();
        assertThat(set.getScenariosList()).isEmpty();
    }

    @Test
    void parityTakesForwardsFromMarks() {
        String otherPut = "BTC-28JUN24-70000-P";
        Market.Builder market = market().setForwardSource(ForwardSource.FORWARD_SOURCE_PARITY)
                .addOptions(option(otherPut, 52.0).clearUnderlyingPrice().setMarkPrice(0.0721));
        MarginReport report = call(request().setMarket(market));
        assertThat(report.getMarket().getForwardSource()).isEqualTo(ForwardSource.FORWARD_SOURCE_PARITY);
        double forward = 70_000.0 / (1.0 - (0.0071 - 0.0721));
        assertThat(report.getPositionsList())
                .filteredOn(position -> position.getMarkVolatilityPercent() > 0.0)
                .extracting(PositionReport::getForward)
                .containsOnly(forward);
    }

    @Test
    void optionsWithoutParityAreLeftOutAndNoted() {
        Market.Builder market = market().setForwardSource(ForwardSource.FORWARD_SOURCE_PARITY);
        Book.Builder futures = Book.newBuilder().addPositions(position(PERPETUAL, 1.0));
        MarginReport report = call(request().setMarket(market).setBook(futures));
        assertThat(report.getNotesList())
                .containsExactly("2 options of the market have no forward by parity and were left out");
        assertThat(report.getMarket().getOptionCount()).isZero();
    }

    @Test
    void zeroVolatilityMeansIntrinsicValue() {
        OptionQuote.Builder flat = option("BTC-28JUN24-65000-C", 0.0);
        MarginReport report = call(request()
                .setMarket(market().addOptions(flat))
                .setBook(Book.newBuilder().addPositions(position(flat.getInstrument(), 1.0))));
        assertThat(report.getPositions(0).getValue()).isCloseTo(700.0 / Fixture.FORWARD, within(1e-15));
    }
}
