package io.margrid.host.engine;

import io.margrid.model.backpack.BackpackMargin;
import io.margrid.model.backpack.BackpackParameters;
import io.margrid.model.binance.BinanceMargin;
import io.margrid.model.binance.BinanceParameters;
import io.margrid.model.bybit.BybitMargin;
import io.margrid.model.bybit.BybitParameters;
import io.margrid.model.cross.CrossMargin;
import io.margrid.model.cross.CrossParameters;
import io.margrid.model.deribit.DeribitParameters;
import io.margrid.model.deribit.DeribitPortfolioMargin;
import io.margrid.model.deribit.DeribitStandardMargin;
import io.margrid.model.derive.DeriveMargin;
import io.margrid.model.derive.DeriveParameters;
import io.margrid.model.dydx.DydxMargin;
import io.margrid.model.dydx.DydxParameters;
import io.margrid.model.generic.GenericMargin;
import io.margrid.model.generic.GenericParameters;
import io.margrid.model.historical.HistoricalMargin;
import io.margrid.model.historical.HistoricalParameters;
import io.margrid.model.isolated.IsolatedMargin;
import io.margrid.model.isolated.IsolatedParameters;
import io.margrid.model.okx.OkxMargin;
import io.margrid.model.okx.OkxParameters;
import io.margrid.model.paradex.ParadexMargin;
import io.margrid.model.paradex.ParadexParameters;
import io.margrid.model.prisma.PrismaMargin;
import io.margrid.model.prisma.PrismaParameters;
import io.margrid.model.span.SpanMargin;
import io.margrid.model.span.SpanParameters;
import io.margrid.model.span2.Span2Margin;
import io.margrid.model.span2.Span2Parameters;
import io.margrid.model.stans.StansMargin;
import io.margrid.model.stans.StansParameters;
import io.margrid.model.tims.TimsMargin;
import io.margrid.model.tims.TimsParameters;
import java.util.List;
import java.util.Optional;

/// The methodologies that come with the program.
public final class Models {
    /// The model where none is named.
    public static final String DEFAULT = DeribitPortfolioMargin.ID;

    /// The parameter set of the default model where none is named.
    public static final String DEFAULT_SET = "deribit-2026-02-15";

    private static final List<Methodology> ALL = List.of(
            Methodology.of(
                    DeribitPortfolioMargin.ID, DEFAULT_SET, DeribitParameters.class, DeribitPortfolioMargin::new),
            Methodology.of(DeribitStandardMargin.ID, DEFAULT_SET, DeribitParameters.class, DeribitStandardMargin::new),
            Methodology.of(GenericMargin.ID, "generic-2026-11-22", GenericParameters.class, GenericMargin::model),
            Methodology.of(BybitMargin.ID, "bybit-2026-03-24", BybitParameters.class, BybitMargin::model),
            Methodology.of(DeriveMargin.ID, "derive-btc-2026-01", DeriveParameters.class, DeriveMargin::model),
            Methodology.of(OkxMargin.ID, "okx-2025-01-15", OkxParameters.class, OkxMargin::model),
            Methodology.of(ParadexMargin.ID, "paradex-2026-08-20", ParadexParameters.class, ParadexMargin::model),
            Methodology.of(IsolatedMargin.ID, "isolated-2026-05-27", IsolatedParameters.class, IsolatedMargin::model),
            Methodology.of(CrossMargin.ID, "cross-2026-08-20", CrossParameters.class, CrossMargin::model),
            Methodology.of(DydxMargin.ID, "dydx-2026-04-30", DydxParameters.class, DydxMargin::model),
            Methodology.of(BackpackMargin.ID, "backpack-2026-06-30", BackpackParameters.class, BackpackMargin::model),
            Methodology.of(BinanceMargin.ID, "binance-2025-06-30", BinanceParameters.class, BinanceMargin::model),
            Methodology.of(SpanMargin.ID, "span-crypto-2026-11-22", SpanParameters.class, SpanMargin::new),
            Methodology.of(TimsMargin.ID, "tims-2026-11-22", TimsParameters.class, TimsMargin::model),
            Methodology.of(
                    HistoricalMargin.ID, "historical-2026-04-16", HistoricalParameters.class, HistoricalMargin::model),
            Methodology.of(PrismaMargin.ID, "prisma-2026-04-16", PrismaParameters.class, PrismaMargin::model),
            Methodology.of(Span2Margin.ID, "span2-2026-04-16", Span2Parameters.class, Span2Margin::model),
            Methodology.of(StansMargin.ID, "stans-2026-04-16", StansParameters.class, StansMargin::model));

    private Models() {}

    /// All of them.
    ///
    /// @return the default first
    public static List<Methodology> all() {
        return ALL;
    }

    /// The names.
    ///
    /// @return the default first
    public static List<String> ids() {
        return ALL.stream().map(Methodology::id).toList();
    }

    /// A methodology by name.
    ///
    /// @param id its name
    /// @return empty if there is none of that name
    public static Optional<Methodology> find(String id) {
        return ALL.stream().filter(one -> one.id().equals(id)).findFirst();
    }
}
