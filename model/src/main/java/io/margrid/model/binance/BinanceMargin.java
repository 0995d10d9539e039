package io.margrid.model.binance;

import io.margrid.model.account.AccountOutcome;
import io.margrid.model.account.AccountRules;
import io.margrid.model.account.ClosedFormMargin;
import io.margrid.model.account.HeldAccount;
import io.margrid.model.account.MoveSearch;
import io.margrid.model.account.PositionOutcome;
import io.margrid.model.account.RateTiers;
import io.margrid.model.book.Book;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.margin.AccountFigure;
import io.margrid.model.margin.MarginComponent.Scope;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.matrix.UnitRules.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/// Binance portfolio margin: `uniMMR = adjusted equity / maintenance margin`, see [MovedAccount].
///
/// The venue has no initial margin: orders pass while the ratio after them is above a level. What is reported as
/// initial margin is the maintenance margin times that level, so equity above it may take new risk (assumed). For
/// each coin the nearest fall and rise of its prices alone are told that bring the ratio to the level of
/// liquidation. See `docs/methodologies/binance-pm.md`.
public final class BinanceMargin implements AccountRules {
    /// The model's name.
    public static final String ID = "binance-pm";

    /// Name of the figure: adjusted equity over maintenance margin; infinite if nothing is to be maintained.
    public static final String UNI_MMR = "uni_mmr";

    /// End of the names of the figures that tell the nearest fall, after the coin.
    public static final String FALL = "_fall_to_liquidation";

    /// End of the names of the figures that tell the nearest rise, after the coin.
    public static final String RISE = "_rise_to_liquidation";

    private static final List<Part> PARTS = List.of(
            new Part("reduce_only_margin", Scope.INITIAL),
            new Part("futures_maintenance_margin", Scope.MAINTENANCE),
            new Part("loan_maintenance_margin", Scope.MAINTENANCE));

    private final BinanceParameters parameters;

    private BinanceMargin(BinanceParameters parameters) {
        this.parameters = parameters;
    }

    /// The model under a parameter set.
    ///
    /// @param parameters the set
    /// @return the model
    public static ClosedFormMargin model(BinanceParameters parameters) {
        return new ClosedFormMargin(new BinanceMargin(parameters));
    }

    /// The prices over today's, below and above 1, at which an account is liquidated.
    private record Crossings(OptionalDouble fall, OptionalDouble rise) {
        /// The one with the smaller move; of equal ones the fall.
        OptionalDouble nearest() {
            if (fall.isEmpty() || rise.isEmpty()) {
                return fall.isPresent() ? fall : rise;
            }
            return 1.0 - fall.getAsDouble() <= rise.getAsDouble() - 1.0 ? fall : rise;
        }
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Binance portfolio margin (uniMMR)";
    }

    @Override
    public BinanceParameters parameters() {
        return parameters;
    }

    @Override
    public List<Part> parts() {
        return PARTS;
    }

    private Optional<RateTiers> brackets(Instrument instrument) {
        return parameters
                .classes()
                .of(instrument.pair().base())
                .flatMap(coin ->
                        instrument.settlement() == Settlement.INVERSE ? coin.inverse() : Optional.of(coin.linear()));
    }

    @Override
    public Optional<String> refusal(Instrument instrument, MarketSnapshot market) {
        String name = instrument.name();
        if (instrument instanceof OptionContract) {
            return Optional.of("binance-pm has futures and perpetuals only, no public text has options in it: %s is one"
                    .formatted(name));
        }
        if (brackets(instrument).isEmpty()) {
            return Optional.of("parameter set %s has no %s brackets for the coin %s (needed by %s)"
                    .formatted(
                            parameters.id(),
                            instrument.settlement().name().toLowerCase(Locale.ROOT),
                            instrument.pair().base(),
                            name));
        }
        return parameters.collateral().containsKey(instrument.settlementCurrency())
                ? Optional.empty()
                : Optional.of("parameter set %s has no collateral rate for %s (needed by %s)"
                        .formatted(parameters.id(), instrument.settlementCurrency(), name));
    }

    @Override
    public List<String> bookProblems(Book book, MarketSnapshot market) {
        List<String> problems = new ArrayList<>();
        for (String asset : book.terms().balances().keySet()) {
            if (!parameters.collateral().containsKey(asset)) {
                problems.add("parameter set %s has no collateral rate for the balance of %s"
                        .formatted(parameters.id(), asset));
            }
        }
        return problems;
    }

    @Override
    public AccountOutcome margin(HeldAccount account) {
        MovedAccount today =
                MovedAccount.Split.of(account, parameters, Optional.empty()).at(1.0);
        double level = parameters.levels().reduceOnly();
        boolean known = account.equity().known();
        Map<String, Crossings> crossings = known ? crossings(account) : Map.of();
        List<PositionOutcome> positions = new ArrayList<>();
        for (PositionRisk position : account.positions()) {
            double mark = position.unit().forward();
            double maintenance = MovedAccount.maintenance(parameters, position, mark);
            Crossings of = crossings.get(position.position().instrument().pair().base());
            OptionalDouble factor = of == null || position.quantity() == 0.0 ? OptionalDouble.empty() : of.nearest();
            positions.add(PositionOutcome.of(
                    level * maintenance,
                    maintenance,
                    factor.isPresent() ? OptionalDouble.of(mark * factor.getAsDouble()) : OptionalDouble.empty()));
        }
        List<AccountFigure> figures = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        if (known) {
            double ratio = today.uniMmr();
            figures.add(AccountFigure.ratio(UNI_MMR, ratio));
            crossings.forEach((coin, of) -> {
                of.fall().ifPresent(at -> figures.add(AccountFigure.ratio(coin + FALL, at - 1.0)));
                of.rise().ifPresent(at -> figures.add(AccountFigure.ratio(coin + RISE, at - 1.0)));
            });
            notes.add("uniMMR is in the zone "
                    + parameters.levels().zone(ratio).name().toLowerCase(Locale.ROOT));
        }
        return new AccountOutcome(
                level * today.maintenance(),
                today.maintenance(),
                List.of(level * today.maintenance(), today.futuresMaintenance(), today.loanMaintenance()),
                known ? OptionalDouble.of(today.adjustedEquity()) : OptionalDouble.empty(),
                positions,
                figures,
                notes);
    }

    /// For each coin that an account holds or has positions in.
    private Map<String, Crossings> crossings(HeldAccount account) {
        Map<String, Crossings> crossings = new TreeMap<>();
        for (PositionRisk position : account.positions()) {
            crossings.computeIfAbsent(position.position().instrument().pair().base(), coin -> crossings(account, coin));
        }
        for (String asset : account.balances().keySet()) {
            // An asset at exactly one USD is pegged: its price is not an index.
            if (account.usd(asset) != 1.0) {
                crossings.computeIfAbsent(asset, coin -> crossings(account, coin));
            }
        }
        return crossings;
    }

    private Crossings crossings(HeldAccount account, String coin) {
        MovedAccount.Split split = MovedAccount.Split.of(account, parameters, Optional.of(coin));
        DoubleUnaryOperator excess = factor -> {
            MovedAccount moved = split.at(factor);
            return moved.adjustedEquity() - parameters.levels().liquidation() * moved.maintenance();
        };
        return new Crossings(MoveSearch.fall(excess), MoveSearch.rise(excess));
    }
}
