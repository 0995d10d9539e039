package io.margrid.host.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.margrid.host.engine.AccountResult;
import io.margrid.host.engine.BookDraft;
import io.margrid.host.engine.EngineAnswer;
import io.margrid.model.book.Position;
import io.margrid.model.deribit.DeribitAssumptions;
import io.margrid.model.deribit.DeribitInstruments;
import io.margrid.model.deribit.DeribitParameters;
import io.margrid.model.deribit.GeneralParameters;
import io.margrid.model.input.Violation;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.Evidence;
import io.margrid.model.margin.Greeks;
import io.margrid.model.margin.InstrumentRisk;
import io.margrid.model.margin.MarginComponent;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.NettingSet;
import io.margrid.model.margin.NettingSetMargin;
import io.margrid.model.margin.OwnMargin;
import io.margrid.model.margin.PositionReport;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.margin.WorstScenarios;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.market.PairMarket;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.scenario.Scenario;
import io.margrid.model.scenario.ScenarioGrid;
import io.margrid.model.scenario.ScenarioTable;
import io.margrid.model.scenario.VolShock;
import io.margrid.v1.MarginReports;
import io.margrid.v1.MarginScope;
import io.margrid.v1.ParameterEvidence;
import io.margrid.v1.ReportView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportMessagesTest {
    private static final CurrencyPair BTC_USD = new CurrencyPair("btc", "usd");
    private static final BackendInfo BACKEND = new BackendInfo("scalar", "cpu/scalar/java", "for tests");
    private static final MarketSnapshot MARKET = MarketSnapshot.builder("market", ForwardSource.PARITY)
            .pair(BTC_USD, new PairMarket(Instant.parse("2024-06-17T09:00:00.5Z"), 50_000.0, OptionalDouble.empty()))
            .build();
    private static final ScenarioGrid GRID = new ScenarioGrid(List.of(
            new Scenario(ScenarioTable.STANDARD, 1, 1, -0.1, VolShock.UP),
            new Scenario(ScenarioTable.STANDARD, 2, 2, -0.0, VolShock.SAME),
            new Scenario(ScenarioTable.EXTENDED, 1, 1, 0.5, VolShock.DOWN)));

    private static DeribitParameters parameters(Evidence evidence) {
        return new DeribitParameters(
                "set",
                LocalDate.of(2024, 6, 17),
                evidence,
                "a test",
                "abcd",
                Map.of(),
                Map.of(),
                new GeneralParameters(0.8, 4, 3),
                List.of(),
                Map.of(),
                DeribitAssumptions.DEFAULT);
    }

    private static ReportContext context(Map<String, Long> times) {
        return new ReportContext(parameters(Evidence.OFFICIAL), MARKET, BACKEND, List.of("a note"), 3, times);
    }

    private static MarginReport report(String account) {
        Instrument call = DeribitInstruments.parse("BTC-28JUN24-70000-C");
        InstrumentRisk unit = new InstrumentRisk(
                call, 51_000.0, 0.5801, 0.01, 0.25, 1e-5, 3_000.0, -36_500.0, new double[] {1.0, 0.0, -2.0});
        PositionReport position = new PositionReport(
                NettingSet.of(call),
                new PositionRisk(new Position(call, -2.0), unit),
                Optional.of(new OwnMargin(0.5, 0.25)));
        double[] vector = {-2.0, -0.0, 4.0};
        NettingSetMargin set = new NettingSetMargin(
                new NettingSet(BTC_USD, "btc"),
                GRID,
                50_000.0,
                new Greeks(-0.5, -2e-5, -60.0, 200.0),
                vector,
                vector,
                WorstScenarios.of(vector));
        CurrencyMargin btc = new CurrencyMargin(
                "btc",
                50_000.0,
                2.5,
                2.0,
                List.of(new MarginComponent("worst_case", MarginComponent.Scope.BOTH, 2.0)),
                List.of(set));
        return new MarginReport(account, "deribit-spm", List.of(btc), List.of(position));
    }

    @Test
    void figuresKeepTheirBits() {
        var message = ReportMessages.of(report("a"), context(Map.of()), ReportView.REPORT_VIEW_FULL);
        assertThat(message.getInitialMarginUsd()).isEqualTo(125_000.0);
        var position = message.getPositions(0);
        assertThat(position.getMarkVolatilityPercent()).isEqualTo(58.01);
        assertThat(position.getValue()).isEqualTo(-0.02);
        assertThat(position.getVegaPerVolPoint()).isEqualTo(-60.0);
        assertThat(position.getThetaPerDay()).isEqualTo(200.0);
        assertThat(position.getInitialMargin()).isEqualTo(0.5);
        assertThat(position.getRiskVectorList()).containsExactly(-2.0, 0.0, 4.0);
    }

    @Test
    void negativeZerosBecomeZeros() {
        String json =
                ReportMessages.json(ReportMessages.of(report("a"), context(Map.of()), ReportView.REPORT_VIEW_FULL));
        assertThat(json).doesNotContain("-0.0,").doesNotContain("-0.0\n");
    }

    @Test
    void jsonHasProtoNamesAndZeros() {
        String json =
                ReportMessages.json(ReportMessages.of(report(""), context(Map.of()), ReportView.REPORT_VIEW_MATRIX));
        JsonObject report = JsonParser.parseString(json).getAsJsonObject();
        assertThat(report.keySet())
                .containsExactly(
                        "account",
                        "model",
                        "parameter_set",
                        "market",
                        "backend",
                        "initial_margin_usd",
                        "maintenance_margin_usd",
                        "currencies",
                        "positions",
                        "notes",
                        "stage_times",
                        "lines",
                        "figures");
        JsonObject set = report.getAsJsonArray("currencies")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("netting_sets")
                .get(0)
                .getAsJsonObject();
        assertThat(set.getAsJsonArray("aggregated")).hasToString("[-2.0,0.0,4.0]");
        assertThat(set.getAsJsonArray("scenarios").get(1))
                .hasToString("{\"table\":\"SCENARIO_TABLE_STANDARD\","
                        + "\"index\":2,\"bucket\":2,\"side\":\"SCENARIO_SIDE_CENTER\",\"price_move\":0.0,"
                        + "\"vol_shock\":\"VOL_SHOCK_SAME\",\"name\":\"\"}");
        assertThat(set.getAsJsonObject("worst").get("pnl").getAsDouble()).isEqualTo(-2.0);
        assertThat(report.getAsJsonObject("market").getAsJsonArray("pairs").get(0))
                .hasToString("{\"pair\":\"btc_usd\",\"index_price\":50000.0,\"as_of\":\"2024-06-17T09:00:00.500Z\"}");
    }

    @Test
    void timesAreShownInOrderIfGiven() {
        Map<String, Long> times = new java.util.LinkedHashMap<>();
        times.put("read", 7L);
        times.put("check", 5L);
        var message = ReportMessages.of(report("a"), context(times), ReportView.REPORT_VIEW_TOTALS);
        assertThat(message.getStageTimesList())
                .extracting(io.margrid.v1.StageTime::getStage, io.margrid.v1.StageTime::getNanos)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("read", 7L),
                        org.assertj.core.groups.Tuple.tuple("check", 5L));
    }

    @Test
    void everyLineAndAccountIsCounted() {
        List<AccountResult> results = new ArrayList<>();
        List<BookDraft> drafts = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            String account = "a" + i;
            drafts.add(new BookDraft(account, List.of(), Map.of(), (row, field) -> field, i, List.of()));
            results.add(
                    i % 3 == 0
                            ? new AccountResult.Refused(account, List.of(new Violation("row " + i, "is wrong")))
                            : new AccountResult.Margined(report(account), List.of()));
        }
        EngineAnswer answer = new EngineAnswer(results, BACKEND, 1, 3);
        MarginReports reports =
                ReportMessages.of(answer, drafts, parameters(Evidence.OFFICIAL), MARKET, ReportView.REPORT_VIEW_TOTALS);
        assertThat(reports.getReportsList())
                .extracting(io.margrid.v1.MarginReport::getAccount)
                .containsExactly("a1", "a2", "a4", "a5");
        assertThat(reports.getErrorsList())
                .extracting(io.margrid.v1.AccountError::getAccount)
                .containsExactly("a0", "a3", "a6");
        assertThat(reports.getErrors(1).getViolations(0).getPlace()).isEqualTo("row 3");
        var totals = reports.getTotals();
        assertThat(totals.getAccountsIn()).isEqualTo(7);
        assertThat(totals.getAccountsReported()).isEqualTo(4);
        assertThat(totals.getAccountsRefused()).isEqualTo(3);
        assertThat(totals.getLinesIn()).isEqualTo(21);
        assertThat(totals.getLinesReported()).isEqualTo(12);
        assertThat(totals.getLinesRefused()).isEqualTo(9);
    }

    @Test
    void resultsAndDraftsMustMatch() {
        EngineAnswer answer =
                new EngineAnswer(List.of(new AccountResult.Margined(report("a"), List.of())), BACKEND, 1, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReportMessages.of(
                        answer, List.of(), parameters(Evidence.OFFICIAL), MARKET, ReportView.REPORT_VIEW_TOTALS));
    }

    @ParameterizedTest
    @EnumSource(Evidence.class)
    void evidenceKeepsItsName(Evidence evidence) {
        assertThat(ReportMessages.parameterSet(parameters(evidence)).getEvidence())
                .isEqualTo(ParameterEvidence.valueOf("PARAMETER_EVIDENCE_" + evidence.name()));
    }

    @ParameterizedTest
    @EnumSource(MarginComponent.Scope.class)
    void scopeKeepsItsName(MarginComponent.Scope scope) {
        CurrencyMargin one =
                new CurrencyMargin("btc", 1.0, 1.0, 1.0, List.of(new MarginComponent("x", scope, 1.0)), List.of());
        MarginReport report = new MarginReport("a", "m", List.of(one), List.of());
        assertThat(ReportMessages.of(report, context(Map.of()), ReportView.REPORT_VIEW_TOTALS)
                        .getCurrencies(0)
                        .getComponents(0)
                        .getScope())
                .isEqualTo(MarginScope.valueOf("MARGIN_SCOPE_" + scope.name()));
    }
}
