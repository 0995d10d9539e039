package io.margrid.host.report;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.JsonFormat;
import io.margrid.host.engine.AccountResult;
import io.margrid.host.engine.BookDraft;
import io.margrid.host.engine.EngineAnswer;
import io.margrid.model.decimal.ShortestDecimal;
import io.margrid.model.input.Violation;
import io.margrid.model.margin.AccountFigure;
import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.Evidence;
import io.margrid.model.margin.Greeks;
import io.margrid.model.margin.MarginComponent;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.NettingSet;
import io.margrid.model.margin.NettingSetMargin;
import io.margrid.model.margin.ParameterSet;
import io.margrid.model.margin.PositionReport;
import io.margrid.model.margin.ScenarioOutcome;
import io.margrid.model.market.ForwardSource;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.revaluation.BackendInfo;
import io.margrid.model.scenario.Scenario;
import io.margrid.model.scenario.ScenarioGrid;
import io.margrid.model.scenario.ScenarioTable;
import io.margrid.model.scenario.VolShock;
import io.margrid.v1.AccountError;
import io.margrid.v1.Backend;
import io.margrid.v1.FigureUnit;
import io.margrid.v1.MarginReports;
import io.margrid.v1.MarginScope;
import io.margrid.v1.MarketInfo;
import io.margrid.v1.PairInfo;
import io.margrid.v1.ParameterEvidence;
import io.margrid.v1.ParameterMark;
import io.margrid.v1.ReportTotals;
import io.margrid.v1.ReportView;
import io.margrid.v1.ScenarioSide;
import io.margrid.v1.StageTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reports as messages: what gRPC answers and, printed by [#json], what the command line answers.
///
/// Pure functions. Amounts keep their bits; only a negative zero becomes zero.
public final class ReportMessages {
    private static final JsonFormat.Printer JSON =
            JsonFormat.printer().preservingProtoFieldNames().alwaysPrintFieldsWithNoPresence();

    private ReportMessages() {}

    /// One account's report.
    ///
    /// @param report  the margin
    /// @param context what else the report says
    /// @param view    how much of it is wanted; unspecified counts as matrix
    /// @return the message
    public static io.margrid.v1.MarginReport of(MarginReport report, ReportContext context, ReportView view) {
        return withoutContext(report, context.notes(), context.lines(), view)
                .setModel(report.modelId())
                .setParameterSet(parameterSet(context.parameters()))
                .setMarket(market(context.market()))
                .setBackend(backend(context.backend()))
                .addAllStageTimes(stageTimes(context.stageNanos()))
                .build();
    }

    /// One account's report without what it may share with others: model, parameters, market, backend and times.
    ///
    /// @param report the margin
    /// @param notes  what a reader should know
    /// @param lines  lines of the book as it was given
    /// @param view   how much of it is wanted; unspecified counts as matrix
    /// @return the message so far
    public static io.margrid.v1.MarginReport.Builder withoutContext(
            MarginReport report, List<String> notes, int lines, ReportView view) {
        io.margrid.v1.MarginReport.Builder message = io.margrid.v1.MarginReport.newBuilder()
                .setAccount(report.account())
                .setInitialMarginUsd(report.initialUsd())
                .setMaintenanceMarginUsd(report.maintenanceUsd())
                .addAllNotes(notes)
                .setLines(lines);
        for (CurrencyMargin currency : report.currencies()) {
            message.addCurrencies(currency(currency, view));
        }
        for (AccountFigure figure : report.figures()) {
            message.addFigures(io.margrid.v1.AccountFigure.newBuilder()
                    .setId(figure.id())
                    .setUnit(
                            switch (figure.unit()) {
                                case USD -> FigureUnit.FIGURE_UNIT_USD;
                                case RATIO -> FigureUnit.FIGURE_UNIT_RATIO;
                            })
                    .setAmount(figure.amount()));
        }
        if (hasMatrix(view)) {
            positions(report, view, message);
        }
        return message;
    }

    /// The reports and refusals of several accounts, without times.
    ///
    /// @param answer     what the engine made of the drafts
    /// @param drafts     the drafts, in the same order
    /// @param parameters the parameters in force
    /// @param market     the market in use
    /// @param view       how much of each report is wanted
    /// @return the message; its totals count every account and every line
    public static MarginReports of(
            EngineAnswer answer,
            List<BookDraft> drafts,
            ParameterSet parameters,
            MarketSnapshot market,
            ReportView view) {
        if (answer.results().size() != drafts.size()) {
            throw new IllegalArgumentException(
                    "%d results for %d drafts".formatted(answer.results().size(), drafts.size()));
        }
        MarginReports.Builder reports = MarginReports.newBuilder();
        int linesReported = 0;
        int linesRefused = 0;
        for (int i = 0; i < drafts.size(); i++) {
            int lines = drafts.get(i).rowsRead();
            switch (answer.results().get(i)) {
                case AccountResult.Margined margined -> {
                    ReportContext context =
                            new ReportContext(parameters, market, answer.backend(), margined.notes(), lines, Map.of());
                    reports.addReports(of(margined.report(), context, view));
                    linesReported = Math.addExact(linesReported, lines);
                }
                case AccountResult.Refused refused -> {
                    reports.addErrors(error(refused, lines));
                    linesRefused = Math.addExact(linesRefused, lines);
                }
            }
        }
        return reports.setTotals(ReportTotals.newBuilder()
                        .setAccountsIn(drafts.size())
                        .setAccountsReported(reports.getReportsCount())
                        .setAccountsRefused(reports.getErrorsCount())
                        .setLinesIn(Math.addExact(linesReported, linesRefused))
                        .setLinesReported(linesReported)
                        .setLinesRefused(linesRefused))
                .build();
    }

    /// Prints a message as this project prints JSON: field names as in the `.proto` files, zeros and empty lists
    /// included.
    ///
    /// @param message the message
    /// @return several lines, without a line end at the end
    public static String json(MessageOrBuilder message) {
        try {
            return JSON.print(message);
        } catch (InvalidProtocolBufferException e) {
            // Only messages with an Any of an unknown type cannot be printed; no message of ours has one.
            throw new IllegalArgumentException("cannot be printed as JSON", e);
        }
    }

    /// A market's name, forward source, pairs, counts and instant: what does not depend on when it is asked for.
    ///
    /// @param market the market
    /// @return the message
    public static MarketInfo market(MarketSnapshot market) {
        MarketInfo.Builder message = MarketInfo.newBuilder()
                .setSnapshotId(market.id())
                .setForwardSource(forwardSource(market.forwardSource()))
                .setOptionCount(market.optionCount())
                .setFutureCount(market.futureCount());
        market.pairs()
                .forEach((pair, quote) -> message.addPairs(PairInfo.newBuilder()
                        .setPair(pair.key())
                        .setIndexPrice(quote.index())
                        .setAsOf(timestamp(quote.asOf()))));
        market.asOf().ifPresent(asOf -> message.setAsOf(timestamp(asOf)));
        return message.build();
    }

    /// A parameter set's name, date and source.
    ///
    /// @param parameters the set
    /// @return the message
    public static io.margrid.v1.ParameterSet parameterSet(ParameterSet parameters) {
        return io.margrid.v1.ParameterSet.newBuilder()
                .setId(parameters.id())
                .setAsOf(parameters.asOf().toString())
                .setEvidence(evidence(parameters.evidence()))
                .setSource(parameters.source())
                .setSha256(parameters.sha256())
                .addAllPairs(parameters.covers())
                .addAllMarks(parameters.marks().entrySet().stream()
                        .map(mark -> ParameterMark.newBuilder()
                                .setPart(mark.getKey())
                                .setEvidence(evidence(mark.getValue()))
                                .build())
                        .toList())
                .build();
    }

    /// Who computes.
    ///
    /// @param backend the backend
    /// @return the message
    public static Backend backend(BackendInfo backend) {
        return Backend.newBuilder()
                .setId(backend.id())
                .setLabel(backend.label())
                .setDescription(backend.description())
                .build();
    }

    /// Where the time went.
    ///
    /// @param stageNanos nanoseconds by stage, in order
    /// @return one message for each stage
    public static List<StageTime> stageTimes(Map<String, Long> stageNanos) {
        return stageNanos.entrySet().stream()
                .map(stage -> StageTime.newBuilder()
                        .setStage(stage.getKey())
                        .setNanos(stage.getValue())
                        .build())
                .toList();
    }

    private static AccountError error(AccountResult.Refused refused, int lines) {
        AccountError.Builder message =
                AccountError.newBuilder().setAccount(refused.account()).setLines(lines);
        for (Violation violation : refused.violations()) {
            message.addViolations(io.margrid.v1.Violation.newBuilder()
                    .setPlace(violation.place())
                    .setMessage(violation.message()));
        }
        return message.build();
    }

    private static io.margrid.v1.CurrencyMargin currency(CurrencyMargin currency, ReportView view) {
        io.margrid.v1.CurrencyMargin.Builder message = io.margrid.v1.CurrencyMargin.newBuilder()
                .setUnit(currency.unit())
                .setCurrency(currency.currency())
                .setUsdIndex(currency.usdIndex())
                .setInitialMargin(currency.initial())
                .setMaintenanceMargin(currency.maintenance());
        for (MarginComponent component : currency.components()) {
            message.addComponents(io.margrid.v1.MarginComponent.newBuilder()
                    .setId(component.id())
                    .setScope(scope(component.scope()))
                    .setAmount(component.amount()));
        }
        if (view != ReportView.REPORT_VIEW_MARGINS) {
            for (NettingSetMargin set : currency.sets()) {
                message.addNettingSets(nettingSet(set, view));
            }
        }
        return message.build();
    }

    private static boolean hasMatrix(ReportView view) {
        return view != ReportView.REPORT_VIEW_MARGINS && view != ReportView.REPORT_VIEW_TOTALS;
    }

    private static io.margrid.v1.NettingSetMargin nettingSet(NettingSetMargin set, ReportView view) {
        Greeks greeks = set.greeks();
        io.margrid.v1.NettingSetMargin.Builder message = io.margrid.v1.NettingSetMargin.newBuilder()
                .setKey(set.set().key())
                .setPair(set.set().pair().key())
                .setIndexPrice(set.index())
                .setGreeks(io.margrid.v1.Greeks.newBuilder()
                        .setDelta(plain(greeks.delta()))
                        .setGamma(plain(greeks.gamma()))
                        .setVegaPerVolPoint(plain(greeks.vegaPerVolPoint()))
                        .setThetaPerDay(plain(greeks.thetaPerDay())));
        set.worst().ifPresent(found -> {
            message.setWorst(outcome(found.worst(), set.grid()));
            found.runnerUp().ifPresent(second -> message.setRunnerUp(outcome(second, set.grid())));
        });
        if (hasMatrix(view)) {
            set.grid().scenarios().forEach(scenario -> message.addScenarios(scenario(scenario)));
            for (double pnl : set.preAggregated()) {
                message.addPreAggregated(plain(pnl));
            }
            for (double pnl : set.aggregated()) {
                message.addAggregated(plain(pnl));
            }
        }
        return message.build();
    }

    private static void positions(MarginReport report, ReportView view, io.margrid.v1.MarginReport.Builder message) {
        // Neighbours mostly share their netting set.
        Optional<NettingSet> last = Optional.empty();
        String key = "";
        for (PositionReport position : report.positions()) {
            NettingSet set = position.set();
            if (last.isEmpty() || !last.get().equals(set)) {
                last = Optional.of(set);
                key = set.key();
            }
            message.addPositions(position(position, key, view));
        }
    }

    private static io.margrid.v1.PositionReport position(PositionReport position, String key, ReportView view) {
        double size = position.risk().quantity();
        var unit = position.risk().unit();
        io.margrid.v1.PositionReport.Builder message = io.margrid.v1.PositionReport.newBuilder()
                .setInstrument(unit.instrument().name())
                .setNettingSet(key)
                .setSize(size)
                .setForward(unit.forward())
                .setMarkVolatilityPercent(percent(unit.volatility()))
                .setValue(plain(size * unit.value()))
                .setDelta(plain(position.risk().delta()))
                .setGamma(plain(size * unit.gamma()))
                .setVegaPerVolPoint(plain(size * unit.vega() / 100.0))
                .setThetaPerDay(plain(size * unit.theta() / 365.0));
        position.ownMargin()
                .ifPresent(own -> message.setInitialMargin(own.initial()).setMaintenanceMargin(own.maintenance()));
        position.liquidationPrice().ifPresent(message::setLiquidationPrice);
        if (view == ReportView.REPORT_VIEW_FULL) {
            for (double pnl : position.risk().vector()) {
                message.addRiskVector(plain(pnl));
            }
        }
        return message.build();
    }

    private static io.margrid.v1.ScenarioOutcome outcome(ScenarioOutcome outcome, ScenarioGrid grid) {
        return io.margrid.v1.ScenarioOutcome.newBuilder()
                .setScenario(scenario(grid.get(outcome.scenario())))
                .setPnl(plain(outcome.pnl()))
                .setPlace(outcome.scenario())
                .build();
    }

    static io.margrid.v1.Scenario scenario(Scenario scenario) {
        return io.margrid.v1.Scenario.newBuilder()
                .setTable(table(scenario.table()))
                .setIndex(scenario.indexInTable())
                .setBucket(scenario.bucket())
                .setSide(side(scenario.priceMove()))
                .setPriceMove(plain(scenario.priceMove()))
                .setVolShock(volShock(scenario.volShock()))
                .setName(scenario.name())
                .build();
    }

    private static ScenarioSide side(double priceMove) {
        if (priceMove < 0.0) {
            return ScenarioSide.SCENARIO_SIDE_LEFT;
        }
        return priceMove > 0.0 ? ScenarioSide.SCENARIO_SIDE_RIGHT : ScenarioSide.SCENARIO_SIDE_CENTER;
    }

    private static io.margrid.v1.ScenarioTable table(ScenarioTable table) {
        return switch (table) {
            case STANDARD -> io.margrid.v1.ScenarioTable.SCENARIO_TABLE_STANDARD;
            case EXTENDED -> io.margrid.v1.ScenarioTable.SCENARIO_TABLE_EXTENDED;
            case SPECIAL -> io.margrid.v1.ScenarioTable.SCENARIO_TABLE_SPECIAL;
            case HISTORY -> io.margrid.v1.ScenarioTable.SCENARIO_TABLE_HISTORY;
        };
    }

    private static io.margrid.v1.VolShock volShock(VolShock shock) {
        return switch (shock) {
            case UP -> io.margrid.v1.VolShock.VOL_SHOCK_UP;
            case SAME -> io.margrid.v1.VolShock.VOL_SHOCK_SAME;
            case DOWN -> io.margrid.v1.VolShock.VOL_SHOCK_DOWN;
        };
    }

    static MarginScope scope(MarginComponent.Scope scope) {
        return switch (scope) {
            case BOTH -> MarginScope.MARGIN_SCOPE_BOTH;
            case INITIAL -> MarginScope.MARGIN_SCOPE_INITIAL;
            case MAINTENANCE -> MarginScope.MARGIN_SCOPE_MAINTENANCE;
            case SUBTOTAL -> MarginScope.MARGIN_SCOPE_SUBTOTAL;
        };
    }

    private static io.margrid.v1.ForwardSource forwardSource(ForwardSource source) {
        return switch (source) {
            case QUOTED -> io.margrid.v1.ForwardSource.FORWARD_SOURCE_QUOTED;
            case PARITY -> io.margrid.v1.ForwardSource.FORWARD_SOURCE_PARITY;
        };
    }

    static ParameterEvidence evidence(Evidence evidence) {
        return switch (evidence) {
            case OFFICIAL -> ParameterEvidence.PARAMETER_EVIDENCE_OFFICIAL;
            case LIVE -> ParameterEvidence.PARAMETER_EVIDENCE_LIVE;
            case INFERRED -> ParameterEvidence.PARAMETER_EVIDENCE_INFERRED;
            case THIRD_PARTY -> ParameterEvidence.PARAMETER_EVIDENCE_THIRD_PARTY;
            case ASSUMED -> ParameterEvidence.PARAMETER_EVIDENCE_ASSUMED;
            case MIXED -> ParameterEvidence.PARAMETER_EVIDENCE_MIXED;
            case USER -> ParameterEvidence.PARAMETER_EVIDENCE_USER;
        };
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    /// Moves the decimal point instead of multiplying: 0.58 becomes 58.0 and not 57.99999999999999.
    private static double percent(double fraction) {
        return ShortestDecimal.movePointRight(fraction, 2);
    }

    private static double plain(double amount) {
        return amount + 0.0;
    }
}
