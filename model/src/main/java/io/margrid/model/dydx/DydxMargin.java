package io.margrid.model.dydx;

import io.margrid.model.account.AccountOutcome;
import io.margrid.model.account.AccountRules;
import io.margrid.model.account.ClosedFormMargin;
import io.margrid.model.account.HeldAccount;
import io.margrid.model.account.PositionOutcome;
import io.margrid.model.book.Book;
import io.margrid.model.book.Position;
import io.margrid.model.instrument.FutureContract;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.instrument.Settlement;
import io.margrid.model.margin.AccountFigure;
import io.margrid.model.margin.MarginComponent.Scope;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.market.MarketSnapshot;
import io.margrid.model.matrix.UnitRules.Part;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// The margin of a dYdX v4 subaccount. With signed sizes `S`, oracle prices `P` and the quote balance `Q`:
///
///     equity  E = Q + sum S P
///     initial     = sum |S P| IMF         IMF by open interest, see DydxTier
///     maintenance = sum |S P| MMF
///     free collateral = E - initial       new risk needs zero or more; liquidation where E < maintenance
///     liquidation price = (E - S P - M_o) / (|S| MMF - S)       M_o: maintenance of the other positions
///
/// The chain's `Q` has what positions cost in it: a book's balance of USDC is what was paid in, and `Q` is that
/// less the cost of the positions at their entry prices. See `docs/methodologies/dydx-v4.md`.
public final class DydxMargin implements AccountRules {
    /// The model's name.
    public static final String ID = "dydx-v4";

    /// Name of the figure that the venue calls free collateral.
    public static final String FREE_COLLATERAL = "free_collateral";

    private static final String USDC = "usdc";
    private static final Set<String> QUOTES = Set.of("usd", USDC);
    private static final int QUANTUM_SCALE = 6;

    private static final List<Part> PARTS = List.of(
            new Part("futures_initial_margin", Scope.INITIAL),
            new Part("futures_maintenance_margin", Scope.MAINTENANCE));

    private final DydxParameters parameters;

    private DydxMargin(DydxParameters parameters) {
        this.parameters = parameters;
    }

    /// The model under a parameter set.
    ///
    /// @param parameters the set
    /// @return the model
    public static ClosedFormMargin model(DydxParameters parameters) {
        return new ClosedFormMargin(new DydxMargin(parameters));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "dYdX v4 margin of a subaccount";
    }

    @Override
    public DydxParameters parameters() {
        return parameters;
    }

    @Override
    public List<Part> parts() {
        return PARTS;
    }

    private Optional<DydxTier> tier(Instrument instrument) {
        return parameters.tiers().of(instrument.pair().base());
    }

    @Override
    public Optional<String> refusal(Instrument instrument, MarketSnapshot market) {
        boolean perpetual = instrument instanceof FutureContract
                && instrument.expiry().isEmpty()
                && instrument.settlement() == Settlement.LINEAR
                && QUOTES.contains(instrument.pair().quote());
        if (!perpetual) {
            return Optional.of(
                    "dydx-v4 has linear perpetuals in USD or USDC only: %s is none".formatted(instrument.name()));
        }
        return tier(instrument).isPresent()
                ? Optional.empty()
                : Optional.of("parameter set %s has no tier for the coin %s (needed by %s)"
                        .formatted(parameters.id(), instrument.pair().base(), instrument.name()));
    }

    @Override
    public boolean usesLeverage() {
        return true;
    }

    @Override
    public List<String> bookProblems(Book book, MarketSnapshot market) {
        List<String> problems = new ArrayList<>();
        for (String asset : book.terms().balances().keySet()) {
            if (!QUOTES.contains(asset)) {
                problems.add("dydx-v4 takes balances in usdc or usd only: leave that of %s out".formatted(asset));
            }
        }
        for (Position position : book.positions()) {
            String name = position.instrument().name();
            if (book.positions().size() > 1
                    && tier(position.instrument()).orElseThrow().isolated()) {
                problems.add("%s is an isolated market: it needs a book of its own".formatted(name));
            }
        }
        return problems;
    }

    /// The initial fraction that holds for a position: the market's, or the user's own if that is larger.
    private int initialPpm(HeldAccount account, PositionRisk position) {
        Instrument instrument = position.position().instrument();
        int market = tier(instrument)
                .orElseThrow()
                .initialPpm(
                        parameters.openInterest().getOrDefault(instrument.pair().base(), 0L));
        OptionalDouble leverage = account.terms(position).leverage();
        return leverage.isPresent()
                ? Math.max(market, (int) Math.ceil(DydxTier.MILLION / leverage.getAsDouble()))
                : market;
    }

    /// What a position is worth, rounded down to quantums as the chain does.
    private static BigInteger notional(PositionRisk position) {
        return BigDecimal.valueOf(Math.abs(position.quantity()))
                .multiply(BigDecimal.valueOf(position.unit().forward()))
                .movePointRight(QUANTUM_SCALE)
                .setScale(0, RoundingMode.DOWN)
                .toBigInteger();
    }

    private static double usdc(BigInteger quantums) {
        return new BigDecimal(quantums, QUANTUM_SCALE).doubleValue();
    }

    @Override
    public AccountOutcome margin(HeldAccount account) {
        BigInteger initial = BigInteger.ZERO;
        BigInteger maintenance = BigInteger.ZERO;
        List<BigInteger> own = new ArrayList<>();
        List<PositionOutcome> positions = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (PositionRisk position : account.positions()) {
            Instrument instrument = position.position().instrument();
            DydxTier tier = tier(instrument).orElseThrow();
            BigInteger notional = notional(position);
            BigInteger needs = DydxTier.requirement(notional, initialPpm(account, position));
            BigInteger keeps = DydxTier.requirement(notional, tier.maintenancePpm());
            initial = initial.add(needs);
            maintenance = maintenance.add(keeps);
            own.add(keeps);
            positions.add(PositionOutcome.of(usdc(needs), usdc(keeps)));
            if (tier.upperCap() > 0
                    && !parameters.openInterest().containsKey(instrument.pair().base())) {
                notes.add("no open interest is given for %s: its initial fraction is the base of its tier"
                        .formatted(instrument.name()));
            }
        }
        List<AccountFigure> figures = new ArrayList<>();
        if (account.equity().known()) {
            double equity = account.equity().usd();
            figures.add(AccountFigure.usd(FREE_COLLATERAL, equity - usdc(initial)));
            for (int i = 0; i < positions.size(); i++) {
                PositionRisk position = account.positions().get(i);
                double others = usdc(maintenance.subtract(own.get(i)));
                positions.set(
                        i, new PositionOutcome(positions.get(i).own(), liquidationPrice(position, equity, others)));
            }
        }
        return new AccountOutcome(
                usdc(initial),
                usdc(maintenance),
                List.of(usdc(initial), usdc(maintenance)),
                account.equityUsd(),
                positions,
                figures,
                notes);
    }

    private OptionalDouble liquidationPrice(PositionRisk position, double equity, double others) {
        double size = position.quantity();
        double fraction =
                (double) tier(position.position().instrument()).orElseThrow().maintenancePpm() / DydxTier.MILLION;
        double denominator = Math.abs(size) * fraction - size;
        double price = (equity - size * position.unit().forward() - others) / denominator;
        return denominator != 0.0 && price > 0.0 && price < Double.POSITIVE_INFINITY
                ? OptionalDouble.of(price)
                : OptionalDouble.empty();
    }
}
