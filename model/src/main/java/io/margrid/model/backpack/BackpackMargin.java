package io.margrid.model.backpack;

import io.margrid.model.account.AccountOutcome;
import io.margrid.model.account.AccountRules;
import io.margrid.model.account.ClosedFormMargin;
import io.margrid.model.account.HeldAccount;
import io.margrid.model.account.MoveSearch;
import io.margrid.model.account.PositionOutcome;
import io.margrid.model.book.Book;
import io.margrid.model.instrument.FutureContract;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.margin.AccountFigure;
import io.margrid.model.margin.MarginComponent.Scope;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.matrix.UnitRules.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/// The margin of a Backpack account:
///
///     net equity      = sum of balances x price x weight + profit of positions
///     net exposure    = sum |position| in quote value
///     margin          = sum exposure x fraction(size) + sum debt x (numerator / weight - 1)
///     margin fraction = net equity / net exposure
///     IMR, MMR        = initial, maintenance margin / net equity       no new risk, liquidation at 1 or more
///
/// A liquidation price moves one market alone; the root in the fraction leaves no formula for it, so it is
/// searched. See `docs/methodologies/backpack.md`.
public final class BackpackMargin implements AccountRules {
    /// The model's name.
    public static final String ID = "backpack";

    /// Name of the figure: sum of positions in quote value.
    public static final String NET_EXPOSURE = "net_exposure";

    /// Name of the figure: net equity over net exposure; infinite without exposure.
    public static final String MARGIN_FRACTION = "margin_fraction";

    private static final List<Part> PARTS = List.of(
            new Part("futures_initial_margin", Scope.INITIAL),
            new Part("borrow_initial_margin", Scope.INITIAL),
            new Part("futures_maintenance_margin", Scope.MAINTENANCE),
            new Part("borrow_maintenance_margin", Scope.MAINTENANCE));

    private final BackpackParameters parameters;

    private BackpackMargin(BackpackParameters parameters) {
        this.parameters = parameters;
    }

    /// The model under a parameter set.
    ///
    /// @param parameters the set
    /// @return the model
    public static ClosedFormMargin model(BackpackParameters parameters) {
        return new ClosedFormMargin(new BackpackMargin(parameters));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Backpack margin of an account";
    }

    @Override
    public BackpackParameters parameters() {
        return parameters;
    }

    @Override
    public List<Part> parts() {
        return PARTS;
    }

    private Optional<BackpackParameters.Market> marketOf(Instrument instrument) {
        return parameters.classes().of(instrument.pair().base());
    }

    @Override
    public Optional<String> refusal(Instrument instrument, MarketSnapshot market) {
        boolean perpetual = instrument instanceof FutureContract
                && instrument.expiry().isEmpty()
                && instrument.settlement() == Settlement.LINEAR;
        if (!perpetual) {
            return Optional.of("backpack has linear perpetuals only: %s is none".formatted(instrument.name()));
        }
        return marketOf(instrument).isPresent()
                ? Optional.empty()
                : Optional.of("parameter set %s has no fractions for the coin %s (needed by %s)"
                        .formatted(parameters.id(), instrument.pair().base(), instrument.name()));
    }

    @Override
    public List<String> bookProblems(Book book, MarketSnapshot market) {
        List<String> problems = new ArrayList<>();
        for (String asset : book.terms().balances().keySet()) {
            if (!parameters.collateral().containsKey(asset)) {
                problems.add("parameter set %s has no collateral weight for the balance of %s"
                        .formatted(parameters.id(), asset));
            }
        }
        return problems;
    }

    @Override
    public AccountOutcome margin(HeldAccount account) {
        double collateral = 0.0;
        double borrowInitial = 0.0;
        double borrowMaintenance = 0.0;
        for (Map.Entry<String, Double> balance : account.balances().entrySet()) {
            double amount = balance.getValue();
            double usd = amount * account.usd(balance.getKey());
            CollateralWeight weight = weight(balance.getKey());
            collateral += usd * weight.of(amount);
            if (amount < 0.0) {
                borrowInitial -= usd * (parameters.borrowInitial() / weight.most() - 1.0);
                borrowMaintenance -= usd * (parameters.borrowMaintenance() / weight.most() - 1.0);
            }
        }
        double exposure = 0.0;
        double initial = 0.0;
        double maintenance = 0.0;
        for (PositionRisk position : account.positions()) {
            double usd = account.quoteUsd(position);
            BackpackParameters.Market market =
                    marketOf(position.position().instrument()).orElseThrow();
            exposure += HeldAccount.value(position) * usd;
            initial += margin(market.initial(), position, position.unit().forward()) * usd;
            maintenance +=
                    margin(market.maintenance(), position, position.unit().forward()) * usd;
        }
        double equity = collateral + account.equity().profit();
        double over = equity - maintenance - borrowMaintenance;
        List<PositionOutcome> positions = new ArrayList<>();
        for (PositionRisk position : account.positions()) {
            BackpackParameters.Market market =
                    marketOf(position.position().instrument()).orElseThrow();
            double mark = position.unit().forward();
            positions.add(PositionOutcome.of(
                    margin(market.initial(), position, mark),
                    margin(market.maintenance(), position, mark),
                    account.equity().known() ? liquidationPrice(account, position, over) : OptionalDouble.empty()));
        }
        List<AccountFigure> figures = new ArrayList<>();
        figures.add(AccountFigure.usd(NET_EXPOSURE, exposure));
        if (account.equity().known()) {
            figures.add(AccountFigure.ratio(
                    MARGIN_FRACTION, exposure > 0.0 ? equity / exposure : Double.POSITIVE_INFINITY));
        }
        return new AccountOutcome(
                initial + borrowInitial,
                maintenance + borrowMaintenance,
                List.of(initial, borrowInitial, maintenance, borrowMaintenance),
                account.equity().known() ? OptionalDouble.of(equity) : OptionalDouble.empty(),
                positions,
                figures,
                List.of());
    }

    private CollateralWeight weight(String asset) {
        CollateralWeight weight = parameters.collateral().get(asset);
        if (weight == null) {
            throw new IllegalStateException("a balance of " + asset + " was let through without a weight");
        }
        return weight;
    }

    /// Margin of a position at a price, quote currency.
    private double margin(RootFraction fraction, PositionRisk position, double price) {
        double coins = Math.abs(position.quantity());
        double notional = coins * price;
        double size = parameters.sizeIn() == BackpackParameters.SizeIn.NOTIONAL ? notional : coins;
        return notional * fraction.of(size);
    }

    /// @param over equity less maintenance margin today, USD
    private OptionalDouble liquidationPrice(HeldAccount account, PositionRisk position, double over) {
        double mark = position.unit().forward();
        double usd = account.quoteUsd(position);
        RootFraction fraction =
                marketOf(position.position().instrument()).orElseThrow().maintenance();
        double today = margin(fraction, position, mark);
        DoubleUnaryOperator excess = factor -> over
                + (position.quantity() * mark * (factor - 1.0) - margin(fraction, position, mark * factor) + today)
                        * usd;
        OptionalDouble factor = position.quantity() > 0.0 ? MoveSearch.fall(excess) : MoveSearch.rise(excess);
        return factor.isPresent() ? OptionalDouble.of(mark * factor.getAsDouble()) : OptionalDouble.empty();
    }
}
