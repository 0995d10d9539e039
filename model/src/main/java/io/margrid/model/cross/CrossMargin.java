package io.margrid.model.cross;

import io.margrid.model.account.AccountOutcome;
import io.margrid.model.account.AccountRules;
import io.margrid.model.account.ClosedFormMargin;
import io.margrid.model.account.CoinMargins;
import io.margrid.model.account.HeldAccount;
import io.margrid.model.account.MarginTiers;
import io.margrid.model.account.PositionOutcome;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.margin.MarginComponent.Scope;
import io.margrid.model.margin.OwnMargin;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.matrix.UnitRules.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Cross margin: the requirements of all positions at their marks are added up and held against one equity.
///
///     future, perpetual   maintenance = V m - k by tier, initial = max(V m' - k' by tier, V / leverage)
///     option              by [io.margrid.model.account.OptionFractions]
///     liquidation         where equity = maintenance
///
/// `V` is the value at the mark, of inverse contracts in coin. A position's liquidation price moves its contract
/// alone: other positions, balances and what they are worth stay. See `docs/methodologies/cross.md`.
public final class CrossMargin implements AccountRules {
    /// The model's name.
    public static final String ID = "cross";

    private static final List<Part> PARTS = List.of(
            new Part("futures_initial_margin", Scope.INITIAL),
            new Part("options_initial_margin", Scope.INITIAL),
            new Part("futures_maintenance_margin", Scope.MAINTENANCE),
            new Part("options_maintenance_margin", Scope.MAINTENANCE));

    private final CrossParameters parameters;

    private CrossMargin(CrossParameters parameters) {
        this.parameters = parameters;
    }

    /// The model under a parameter set.
    ///
    /// @param parameters the set
    /// @return the model
    public static ClosedFormMargin model(CrossParameters parameters) {
        return new ClosedFormMargin(new CrossMargin(parameters));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Cross margin of futures, perpetuals and options";
    }

    @Override
    public CrossParameters parameters() {
        return parameters;
    }

    @Override
    public List<Part> parts() {
        return PARTS;
    }

    /// Figures of the coin of an instrument without a [#refusal].
    private CoinMargins coin(Instrument instrument) {
        return parameters.classes().of(instrument.pair().base()).orElseThrow();
    }

    @Override
    public Optional<String> refusal(Instrument instrument, MarketSnapshot market) {
        return CoinMargins.refusal(parameters.classes(), parameters.id(), instrument);
    }

    @Override
    public boolean usesLeverage() {
        return true;
    }

    @Override
    public AccountOutcome margin(HeldAccount account) {
        List<OwnMargin> own = new ArrayList<>();
        double[] amounts = new double[PARTS.size()];
        for (PositionRisk position : account.positions()) {
            boolean option = position.position().instrument() instanceof OptionContract;
            OwnMargin margin = option
                    ? coin(position.position().instrument())
                            .options()
                            .orElseThrow()
                            .of(account, position)
                    : future(account, position);
            double usd = usd(account, position);
            own.add(margin);
            amounts[option ? 1 : 0] += margin.initial() * usd;
            amounts[option ? 3 : 2] += margin.maintenance() * usd;
        }
        double maintenance = amounts[2] + amounts[3];
        List<PositionOutcome> positions = new ArrayList<>();
        for (PositionRisk position : account.positions()) {
            OwnMargin margin = own.get(positions.size());
            boolean priced = account.equity().known()
                    && position.quantity() != 0.0
                    && !(position.position().instrument() instanceof OptionContract);
            positions.add(new PositionOutcome(
                    margin,
                    priced
                            ? liquidationPrice(
                                    account, position, maintenance - margin.maintenance() * usd(account, position))
                            : OptionalDouble.empty()));
        }
        return new AccountOutcome(
                amounts[0] + amounts[1],
                maintenance,
                List.of(amounts[0], amounts[1], amounts[2], amounts[3]),
                account.equityUsd(),
                positions,
                List.of(),
                List.of());
    }

    /// USD for one unit of a position's own margin: options in coin count at the index, as their value does.
    private static double usd(HeldAccount account, PositionRisk position) {
        Instrument instrument = position.position().instrument();
        return instrument instanceof OptionContract
                ? account.usd(instrument.settlementCurrency())
                : account.settledUsd(position);
    }

    private OwnMargin future(HeldAccount account, PositionRisk position) {
        double value = HeldAccount.value(position);
        MarginTiers tiers = coin(position.position().instrument())
                .tiers(position.position().instrument())
                .orElseThrow();
        double agreed = value / account.terms(position).leverage().orElse(Double.POSITIVE_INFINITY);
        return new OwnMargin(
                Math.max(tiers.initial().amount(value), agreed),
                tiers.maintenance().amount(value));
    }

    /// The price at which equity is the maintenance margin, `W` the equity and `O` the margin of the others, both
    /// in quote currency. A linear contract of signed size `q`:
    ///
    ///     W + q (p - M) = O + |q| p m - k            p = (W - q M - O + k) / (|q| m - q)
    ///
    /// An inverse one of quote notional `N = q M`, whose profit `N (1/E - 1/p)` coins is worth `N (p/E - 1)`:
    ///
    ///     W + N (p - M) / E = O + p (|N| m / p - k)  p = (O + |N| m - W + N M / E) / (N / E + k)
    private OptionalDouble liquidationPrice(HeldAccount account, PositionRisk position, double othersUsd) {
        double usd = account.quoteUsd(position);
        double equity = account.equity().usd() / usd;
        double others = othersUsd / usd;
        double mark = position.unit().forward();
        double q = position.quantity();
        MarginTiers tiers = coin(position.position().instrument())
                .tiers(position.position().instrument())
                .orElseThrow();
        if (!HeldAccount.isInverse(position)) {
            return tiers.maintenance()
                    .price(
                            mark,
                            (m, k) -> (equity - q * mark - others + k) / (Math.abs(q) * m - q),
                            price -> Math.abs(q) * price);
        }
        double notional = q * mark;
        double slope = notional / account.entry(position);
        return tiers.maintenance()
                .price(
                        mark,
                        (m, k) -> (others + Math.abs(notional) * m - equity + slope * mark) / (slope + k),
                        price -> Math.abs(notional) / price);
    }
}
