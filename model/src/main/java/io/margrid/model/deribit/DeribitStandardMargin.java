package io.margrid.model.deribit;

import io.margrid.model.book.PassThroughAmounts;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.FutureContract;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.OptionType;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.margin.AccountRisk;
import io.margrid.model.margin.CurrencyMargin;
import io.margrid.model.margin.Greeks;
import io.margrid.model.margin.MarginComponent;
import io.margrid.model.margin.MarginComponent.Scope;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.MarginReport;
import io.margrid.model.margin.NettingSetMargin;
import io.margrid.model.margin.NettingSetRisk;
import io.margrid.model.margin.OwnMargin;
import io.margrid.model.margin.PositionReport;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.margin.RevaluationPlan;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.scenario.ScenarioGrid;
import io.margrid.model.valuation.UsdValue;
import io.margrid.model.valuation.Valuation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Deribit legacy standard margin of segregated accounts (S:SM), for comparison: a charge for each position, no
/// netting.
///
/// Per coin, with `S` the index, `mark` the value in coin and `OTM` how far the option is out of the money:
///
///     short call  IM = max(0.15 - OTM / S, 0.10) + mark              MM = 0.075 + mark
///     short put   IM = max(max(0.15 - OTM / S, 0.10) + mark, MM)     MM = max(0.075, 0.075 mark) + mark
///     long        nothing: the premium was paid
///     future, q   IM = |q| (im + inc |q|)                            MM = |q| (mm + inc |q|)
///
/// Times `S` for linear contracts. Amounts that no rule computes are passed through, as in portfolio margin.
/// Superseded in August 2026; source and evidence in `docs/methodology.md`.
public final class DeribitStandardMargin implements MarginModel {
    /// The model's name.
    public static final String ID = "deribit-ssm";

    private static final double SHORT_OPTION_IM = 0.15;
    private static final double SHORT_OPTION_IM_MIN = 0.10;
    private static final double SHORT_OPTION_MM = 0.075;

    private final DeribitParameters parameters;

    /// The model under a parameter set.
    ///
    /// @param parameters the set; only its `standard_margin_futures` is used
    public DeribitStandardMargin(DeribitParameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public DeribitParameters parameters() {
        return parameters;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Deribit legacy standard margin, segregated (S:SM)";
    }

    @Override
    public List<String> components() {
        return List.of(
                Components.OPTIONS_INITIAL_MARGIN,
                Components.FUTURES_INITIAL_MARGIN,
                Components.OPTIONS_MAINTENANCE_MARGIN,
                Components.FUTURES_MAINTENANCE_MARGIN,
                Components.CORRELATION_CONTINGENCY,
                Components.MMP_MARGIN,
                Components.OPEN_ORDERS_MARGIN,
                Components.SPOT_MARGIN);
    }

    @Override
    public List<Scope> scopes() {
        return List.of(
                Scope.INITIAL,
                Scope.INITIAL,
                Scope.MAINTENANCE,
                Scope.MAINTENANCE,
                Scope.BOTH,
                Scope.INITIAL,
                Scope.INITIAL,
                Scope.INITIAL);
    }

    @Override
    public ScenarioGrid grid(CurrencyPair pair) {
        return ScenarioGrid.EMPTY;
    }

    @Override
    public Optional<String> problem(Instrument instrument, MarketSnapshot market) {
        if (instrument instanceof FutureContract
                && !parameters.standardFutures().containsKey(instrument.pair())) {
            return Optional.of("parameter set %s has no standard_margin_futures for %s (needed by %s)"
                    .formatted(parameters.id(), instrument.pair(), instrument.name()));
        }
        return Valuation.problem(instrument, market).or(() -> UsdValue.problem(instrument, market));
    }

    @Override
    public Optional<String> currencyProblem(String currency, MarketSnapshot market) {
        return UsdValue.problem(currency, market);
    }

    @Override
    public RevaluationPlan plan(List<Instrument> instruments, MarketSnapshot market) {
        return Valuation.plan(instruments, market);
    }

    @Override
    public MarginReport margin(AccountRisk account, MarketSnapshot market) {
        List<PositionReport> positions = account.sets().stream()
                .flatMap(set -> positionReports(set, market).stream())
                .toList();
        List<CurrencyMargin> currencies = new ArrayList<>();
        SettlementCurrencies.group(account)
                .forEach((currency, sets) -> currencies.add(
                        currencyMargin(currency, sets, account.book().passThrough(currency), market)));
        return new MarginReport(account.book().account(), ID, currencies, positions);
    }

    private CurrencyMargin currencyMargin(
            String currency, List<NettingSetRisk> risks, PassThroughAmounts given, MarketSnapshot market) {
        List<NettingSetMargin> sets = new ArrayList<>();
        double optionsInitial = 0.0;
        double optionsMaintenance = 0.0;
        double futuresInitial = 0.0;
        double futuresMaintenance = 0.0;
        for (NettingSetRisk risk : risks) {
            for (PositionReport position : positionReports(risk, market)) {
                OwnMargin own = position.ownMargin().orElseThrow();
                if (position.risk().unit().instrument() instanceof OptionContract) {
                    optionsInitial += own.initial();
                    optionsMaintenance += own.maintenance();
                } else {
                    futuresInitial += own.initial();
                    futuresMaintenance += own.maintenance();
                }
            }
            sets.add(new NettingSetMargin(
                    risk.set(),
                    ScenarioGrid.EMPTY,
                    index(risk, market),
                    Greeks.sum(risk.positions()),
                    risk.pnl(),
                    risk.pnl(),
                    Optional.empty()));
        }
        double orders = given.mmpMargin() + given.openOrdersMargin() + given.spotMargin();
        double initial = NineDecimals.round(optionsInitial + futuresInitial + orders + given.correlationContingency());
        double maintenance =
                NineDecimals.round(optionsMaintenance + futuresMaintenance + given.correlationContingency());
        List<MarginComponent> components = List.of(
                new MarginComponent(Components.OPTIONS_INITIAL_MARGIN, Scope.INITIAL, optionsInitial),
                new MarginComponent(Components.FUTURES_INITIAL_MARGIN, Scope.INITIAL, futuresInitial),
                new MarginComponent(Components.OPTIONS_MAINTENANCE_MARGIN, Scope.MAINTENANCE, optionsMaintenance),
                new MarginComponent(Components.FUTURES_MAINTENANCE_MARGIN, Scope.MAINTENANCE, futuresMaintenance),
                new MarginComponent(Components.CORRELATION_CONTINGENCY, Scope.BOTH, given.correlationContingency()),
                new MarginComponent(Components.MMP_MARGIN, Scope.INITIAL, given.mmpMargin()),
                new MarginComponent(Components.OPEN_ORDERS_MARGIN, Scope.INITIAL, given.openOrdersMargin()),
                new MarginComponent(Components.SPOT_MARGIN, Scope.INITIAL, given.spotMargin()));
        double usdIndex = UsdValue.index(currency, market).orElseThrow();
        return new CurrencyMargin(currency, usdIndex, initial, maintenance, components, sets);
    }

    private List<PositionReport> positionReports(NettingSetRisk set, MarketSnapshot market) {
        double index = index(set, market);
        return set.positions().stream()
                .map(position -> new PositionReport(set.set(), position, Optional.of(ownMargin(position, index))))
                .toList();
    }

    private static double index(NettingSetRisk set, MarketSnapshot market) {
        return market.pair(set.set().pair()).orElseThrow().index();
    }

    /// Margin of one position in settlement currency.
    private OwnMargin ownMargin(PositionRisk position, double index) {
        Instrument instrument = position.unit().instrument();
        double coins = Math.abs(position.quantity());
        double scale = instrument.settlement() == Settlement.LINEAR ? coins * index : coins;
        return switch (instrument) {
            case OptionContract option
            when position.quantity() < 0.0 -> {
                double mark = position.unit().value();
                OwnMargin perCoin =
                        shortOption(option, option.settlement() == Settlement.LINEAR ? mark / index : mark, index);
                yield new OwnMargin(scale * perCoin.initial(), scale * perCoin.maintenance());
            }
            case OptionContract _ -> new OwnMargin(0.0, 0.0);
            default -> {
                StandardFutureParameters rates = parameters.standardFuture(instrument.pair());
                yield new OwnMargin(
                        scale * (rates.initial() + rates.incPerCoin() * coins),
                        scale * (rates.maintenance() + rates.incPerCoin() * coins));
            }
        };
    }

    /// Margin of one short coin of an option, in coin.
    private static OwnMargin shortOption(OptionContract option, double mark, double index) {
        // Out of the money means that the opposite option is in the money.
        OptionType opposite = option.type() == OptionType.CALL ? OptionType.PUT : OptionType.CALL;
        double outOfTheMoney = opposite.intrinsic(index, option.strike());
        double initial = Math.max(SHORT_OPTION_IM - outOfTheMoney / index, SHORT_OPTION_IM_MIN) + mark;
        return switch (option.type()) {
            case CALL -> new OwnMargin(initial, SHORT_OPTION_MM + mark);
            case PUT -> {
                double maintenance = Math.max(SHORT_OPTION_MM, SHORT_OPTION_MM * mark) + mark;
                yield new OwnMargin(Math.max(initial, maintenance), maintenance);
            }
        };
    }
}
