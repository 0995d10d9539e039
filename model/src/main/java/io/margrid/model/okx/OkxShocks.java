package io.margrid.model.okx;

import io.margrid.model.instrument.OptionContract;
import io.margrid.model.margin.DeviationShocks;

/// What OKX's scenarios do to the options of one expiry.
///
/// @param move how far volatility moves up and down (MR1)
/// @param term its move against other expiries (MR3): points, positive where near volatilities rise
record OkxShocks(OkxParameters.VolatilityMove move, double term) implements DeviationShocks {
    static final int UP = 0;
    static final int SAME = 1;
    static final int DOWN = 2;
    static final int DAY_LATER = 3;
    static final int NEAR_UP = 4;
    static final int NEAR_DOWN = 5;
    static final int COUNT = 6;

    private static final double DAY = 1.0 / 365.0;

    static OkxShocks of(OkxParameters parameters, double days) {
        OkxParameters.TermMove term = parameters.term();
        return new OkxShocks(parameters.volatility(days), days < term.pivotDays() ? term.near() : -term.far());
    }

    @Override
    public double deviation(int shock, OptionContract option, double forward, double volatility, double years) {
        double points = Math.max(move.points(), move.relative() * volatility);
        return switch (shock) {
            case UP -> deviation(volatility + points, years);
            case SAME -> deviation(volatility, years);
            case DOWN -> deviation(volatility - points, years);
            case DAY_LATER -> deviation(volatility, years - DAY);
            case NEAR_UP -> deviation(volatility + term, years);
            case NEAR_DOWN -> deviation(volatility - term, years);
            default -> throw new IllegalArgumentException("no shock " + shock);
        };
    }

    private static double deviation(double volatility, double years) {
        return Math.max(0.0, volatility) * Math.sqrt(Math.max(0.0, years));
    }
}
