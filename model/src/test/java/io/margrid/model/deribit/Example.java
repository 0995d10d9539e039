package io.margrid.model.deribit;

import io.margrid.model.book.Position;
import io.margrid.model.instrument.CurrencyPair;
import io.margrid.model.instrument.Instrument;
import io.margrid.model.margin.Evidence;
import io.margrid.model.margin.InstrumentRisk;
import io.margrid.model.margin.PositionRisk;
import io.margrid.model.scenario.RelativeVolatilityShock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The parameters of the exchange's own example of 2024-06-17, for `btc_usd` and, made alike, a linear pair.
public final class Example {
    public static final Instant AS_OF = Instant.ofEpochMilli(1_718_619_740_501L);
    public static final double INDEX = 65_666.19;
    public static final CurrencyPair BTC_USD = new CurrencyPair("btc", "usd");
    public static final CurrencyPair BTC_USDC = new CurrencyPair("btc", "usdc");
    public static final CurrencyPair SOL_USDC = new CurrencyPair("sol", "usdc");
    public static final PairParameters PAIR =
            new PairParameters(0.16, 0.5, 0.25, 0.5, 0.3, 0.13, 1.0, 0.1, 20_000_000.0, 5e-5);
    public static final CurrencyParameters BTC =
            new CurrencyParameters(0.075, 0.01, 100_000.0, 0.0, 0.0, 0.0, "both", false);
    public static final CurrencyParameters SOL = currency(0.5, 1_000.0, false);

    private Example() {}

    /// A base currency of which profits count with a factor and a cap in USD.
    public static CurrencyParameters currency(double pnlOffset, double cap, boolean correlationSet) {
        return new CurrencyParameters(0.1, 0.01, 25_000.0, pnlOffset, cap, 0.0, "none", correlationSet);
    }

    public static DeribitParameters parameters() {
        return parameters(Map.of("btc", BTC, "sol", SOL), DeribitAssumptions.DEFAULT);
    }

    public static DeribitParameters parameters(
            Map<String, CurrencyParameters> currencies, DeribitAssumptions assumptions) {
        return parameters(Map.of(BTC_USD, PAIR, BTC_USDC, PAIR, SOL_USDC, PAIR), currencies, assumptions);
    }

    public static DeribitParameters parameters(
            Map<CurrencyPair, PairParameters> pairs,
            Map<String, CurrencyParameters> currencies,
            DeribitAssumptions assumptions) {
        Map<CurrencyPair, StandardFutureParameters> futures = new HashMap<>();
        futures.put(BTC_USD, new StandardFutureParameters(0.02, 0.01, 5e-5));
        futures.put(SOL_USDC, new StandardFutureParameters(0.04, 0.02, 5e-6));
        return new DeribitParameters(
                "example",
                LocalDate.of(2024, 6, 17),
                Evidence.OFFICIAL,
                "the exchange's example",
                "00",
                pairs,
                currencies,
                new GeneralParameters(0.8, 4, 3),
                DeribitParameters.PUBLISHED_EXTENDED_MOVES,
                futures,
                assumptions);
    }

    /// The defaults but for the switches that charges and volatility shocks know.
    public static DeribitAssumptions assumptions(
            double dteFloorDays,
            boolean wholeDays,
            RelativeVolatilityShock.FloorOn volFloorOn,
            DeribitAssumptions.AnnualisedMove annualisedMove,
            DeribitAssumptions.ShockDelta shockDelta) {
        DeribitAssumptions d = DeribitAssumptions.DEFAULT;
        return new DeribitAssumptions(
                d.volOrder(),
                dteFloorDays,
                wholeDays,
                volFloorOn,
                annualisedMove,
                shockDelta,
                d.baseValue(),
                d.capExtendedFraction(),
                d.offsetCapBeforeFactor(),
                d.dampenAfterOffset());
    }

    /// The defaults but for the switches of the extended table and the offsets.
    public static DeribitAssumptions cells(boolean capFraction, boolean capBeforeFactor, boolean dampenAfterOffset) {
        DeribitAssumptions d = DeribitAssumptions.DEFAULT;
        return new DeribitAssumptions(
                d.volOrder(),
                d.dteFloorDays(),
                d.wholeDays(),
                d.volFloorOn(),
                d.annualisedMove(),
                d.shockDelta(),
                d.baseValue(),
                capFraction,
                capBeforeFactor,
                dampenAfterOffset);
    }

    /// The defaults but for what profits count from.
    public static DeribitAssumptions baseValue(DeribitAssumptions.BaseValue baseValue) {
        DeribitAssumptions d = DeribitAssumptions.DEFAULT;
        return new DeribitAssumptions(
                d.volOrder(),
                d.dteFloorDays(),
                d.wholeDays(),
                d.volFloorOn(),
                d.annualisedMove(),
                d.shockDelta(),
                baseValue,
                d.capExtendedFraction(),
                d.offsetCapBeforeFactor(),
                d.dampenAfterOffset());
    }

    /// A position whose unit has the given delta and base value, and no risk vector.
    public static PositionRisk position(String name, double quantity, double delta, double value) {
        Instrument instrument = DeribitInstruments.parse(name);
        InstrumentRisk unit =
                new InstrumentRisk(instrument, 66_200.0, 0.58, value, delta, 0.0, 0.0, 0.0, new double[0]);
        return new PositionRisk(new Position(instrument, quantity), unit);
    }

    public static List<PositionRisk> positions(PositionRisk... positions) {
        return List.of(positions);
    }
}
