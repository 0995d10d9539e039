package io.margrid.model.okx;

import io.margrid.model.matrix.HandMade;
import java.util.List;

/// Parameters with round figures.
final class OkxExample {
    static final OkxParameters.Minimum MINIMUM = new OkxParameters.Minimum(
            0.01,
            List.of(
                    new OkxParameters.Tier(100.0, 1.0),
                    new OkxParameters.Tier(300.0, 2.0),
                    new OkxParameters.Tier(Double.POSITIVE_INFINITY, 3.0)));

    private OkxExample() {}

    static OkxParameters parameters(OkxParameters.RateMove rates) {
        return new OkxParameters(
                HandMade.head(),
                HandMade.allCoins(HandMade.TABLE),
                HandMade.allCoins(new OkxParameters.Extreme(0.5, 0.5, 0.1, 0.03)),
                HandMade.allCoins(MINIMUM),
                List.of(
                        new OkxParameters.VolatilityMove(10.0, 0.1, 0.3),
                        new OkxParameters.VolatilityMove(Double.POSITIVE_INFINITY, 0.05, 0.1)),
                new OkxParameters.TermMove(30.0, 0.1, 0.05),
                rates,
                List.of(new OkxParameters.Depeg(0.99, 0.01), new OkxParameters.Depeg(0.0, 0.05)),
                1.3,
                0.1,
                0.05);
    }

    static OkxParameters parameters() {
        return parameters(new OkxParameters.RateMove(0.01, 0.02, 0.5));
    }
}
