package io.margrid.model.isolated;

import io.margrid.model.account.AccountOutcome;
import io.margrid.model.account.AccountRules;
import io.margrid.model.account.ClosedFormMargin;
import io.margrid.model.account.CoinMargins;
import io.margrid.model.account.HeldAccount;
import io.margrid.model.account.MarginTiers;
import io.margrid.model.account.PositionOutcome;
import io.margrid.model.book.Book;
import io.margrid.model.book.Position;
import io.margrid.model.book.PositionTerms;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.OptionContract;
import io.margrid.model.margin.AccountFigure;
import io.margrid.model.margin.MarginComponent.Scope;
import io.margrid.model.margin.OwnMargin;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.matrix.UnitRules.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// Isolated margin: every future and perpetual has the margin that its entry price, its leverage and what was
/// added to it give, and a liquidation and a bankruptcy price of its own; options need what they need by
/// themselves. An account's margins are sums.
///
/// Formulas are in [IsolatedLinear] and [IsolatedInverse]; see `docs/methodologies/isolated.md`.
public final class IsolatedMargin implements AccountRules {
    /// The model's name.
    public static final String ID = "isolated";

    /// Start of the names of the figures that tell bankruptcy prices, before the instrument's name.
    public static final String BANKRUPTCY = "bankruptcy_";

    private static final List<Part> PARTS = List.of(
            new Part("futures_initial_margin", Scope.INITIAL),
            new Part("options_initial_margin", Scope.INITIAL),
            new Part("futures_maintenance_margin", Scope.MAINTENANCE),
            new Part("options_maintenance_margin", Scope.MAINTENANCE));

    private final IsolatedParameters parameters;

    private IsolatedMargin(IsolatedParameters parameters) {
        this.parameters = parameters;
    }

    /// The model under a parameter set.
    ///
    /// @param parameters the set
    /// @return the model
    public static ClosedFormMargin model(IsolatedParameters parameters) {
        return new ClosedFormMargin(new IsolatedMargin(parameters));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Isolated margin, each position by itself";
    }

    @Override
    public IsolatedParameters parameters() {
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
    public boolean usesExtraMargin() {
        return true;
    }

    @Override
    public List<String> bookProblems(Book book, MarketSnapshot market) {
        List<String> problems = new ArrayList<>();
        for (Position position : book.positions()) {
            if (position.instrument() instanceof OptionContract) {
                continue;
            }
            String name = position.instrument().name();
            PositionTerms terms = book.terms().position(name);
            if (terms.entryPrice().isEmpty()) {
                problems.add("isolated margin needs the entry_price of %s".formatted(name));
            }
            if (terms.leverage().isEmpty()) {
                problems.add("isolated margin needs the leverage of %s".formatted(name));
            }
            // A price of zero is refused for every model.
            boolean entered =
                    terms.entryPrice().isPresent() && terms.entryPrice().getAsDouble() > 0.0;
            if (entered && terms.leverage().isPresent()) {
                double mark = market.futureMark(name).orElseThrow();
                double value = contract(position.instrument(), position.quantity(), mark, terms)
                        .entryValue();
                double most = coin(position.instrument())
                        .tiers(position.instrument())
                        .orElseThrow()
                        .mostLeverage(value);
                if (terms.leverage().getAsDouble() > most * (1.0 + 1e-9)) {
                    problems.add("leverage of %s must be at most %s in the tier of its value %s: %s"
                            .formatted(name, most, value, terms.leverage().getAsDouble()));
                }
            }
        }
        return problems;
    }

    private IsolatedContract contract(Instrument instrument, double quantity, double mark, PositionTerms terms) {
        MarginTiers tiers = coin(instrument).tiers(instrument).orElseThrow();
        double entry = terms.entryPrice().orElseThrow();
        double leverage = terms.leverage().orElseThrow();
        double extra = terms.extraMargin().orElse(0.0);
        return switch (instrument.settlement()) {
            case LINEAR ->
                new IsolatedLinear(
                        quantity,
                        entry,
                        mark,
                        leverage,
                        extra,
                        tiers.maintenance(),
                        parameters.closingFee(),
                        parameters.linearRule() == IsolatedParameters.LinearRule.ENTRY_VALUE);
            case INVERSE ->
                new IsolatedInverse(
                        quantity,
                        entry,
                        mark,
                        leverage,
                        extra,
                        parameters.inverseRule() == IsolatedParameters.InverseRule.MARK_VALUE_AFTER_FEE
                                ? extra / (1.0 + parameters.takerFee())
                                : extra,
                        tiers.maintenance(),
                        parameters.closingFee(),
                        parameters.inverseRule() == IsolatedParameters.InverseRule.ENTRY_VALUE);
        };
    }

    @Override
    public AccountOutcome margin(HeldAccount account) {
        double initial = 0.0;
        double maintenance = 0.0;
        double optionsInitial = 0.0;
        double optionsMaintenance = 0.0;
        List<PositionOutcome> positions = new ArrayList<>();
        List<AccountFigure> figures = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (PositionRisk position : account.positions()) {
            if (position.quantity() == 0.0) {
                positions.add(PositionOutcome.of(0.0, 0.0));
                continue;
            }
            Instrument instrument = position.position().instrument();
            if (instrument instanceof OptionContract) {
                OwnMargin own = coin(instrument).options().orElseThrow().of(account, position);
                double usd = account.usd(instrument.settlementCurrency());
                positions.add(PositionOutcome.of(own.initial(), own.maintenance()));
                optionsInitial += own.initial() * usd;
                optionsMaintenance += own.maintenance() * usd;
                continue;
            }
            double mark = position.unit().forward();
            IsolatedContract contract = contract(instrument, position.quantity(), mark, account.terms(position));
            OptionalDouble liquidation = contract.liquidationPrice();
            positions.add(PositionOutcome.of(contract.initial(), contract.maintenance(), liquidation));
            initial += contract.initial() * account.settledUsd(position);
            maintenance += contract.maintenance() * account.settledUsd(position);
            contract.bankruptcyPrice()
                    .ifPresent(price -> figures.add(AccountFigure.usd(
                            BANKRUPTCY + instrument.name().toLowerCase(Locale.ROOT),
                            price * account.quoteUsd(position))));
            if (liquidation.isPresent() && position.quantity() * (mark - liquidation.getAsDouble()) <= 0.0) {
                notes.add("%s is past its liquidation price %s at its mark %s"
                        .formatted(instrument.name(), liquidation.getAsDouble(), mark));
            }
        }
        return new AccountOutcome(
                initial + optionsInitial,
                maintenance + optionsMaintenance,
                List.of(initial, optionsInitial, maintenance, optionsMaintenance),
                account.equityUsd(),
                positions,
                figures,
                notes);
    }
}
