package io.margrid.model.deribit;

import io.margrid.model.scenario.RelativeVolatilityShock.FloorOn;
import io.margrid.model.scenario.VolShock;
import java.util.EnumSet;
import java.util.List;

/// Choices where nothing public settles the rule. Each is a switch of the parameter file; `docs/methodology.md`
/// has the evidence for each default.
///
/// @param volOrder              order of the volatility scenarios inside a bucket
/// @param dteFloorDays          floor of days to expiry in the volatility shock
/// @param wholeDays             whether days to expiry are cut to whole days in the volatility shock
/// @param volFloorOn            what the floor of the up shock applies to
/// @param annualisedMove        how the roll shock's rate grows with time
/// @param shockDelta            which option delta the roll and delta shocks use
/// @param baseValue             what an option's profit is counted from
/// @param capExtendedFraction   whether the extended table's fraction is at most 1
/// @param offsetCapBeforeFactor whether the cap on offsetable profit is taken before the factor
/// @param dampenAfterOffset     whether the dampener is taken after the offset
public record DeribitAssumptions(
        List<VolShock> volOrder,
        double dteFloorDays,
        boolean wholeDays,
        FloorOn volFloorOn,
        AnnualisedMove annualisedMove,
        ShockDelta shockDelta,
        BaseValue baseValue,
        boolean capExtendedFraction,
        boolean offsetCapBeforeFactor,
        boolean dampenAfterOffset) {
    /// How the roll shock's rate grows with time to expiry.
    public enum AnnualisedMove {
        /// `exp(risk tau) - 1`.
        EXPONENTIAL,
        /// `risk tau`.
        LINEAR
    }

    /// Which option delta the roll and delta shocks use.
    public enum ShockDelta {
        /// Black-76 `dB/dF`.
        PLAIN,
        /// Of inverse options, delta less the option's value in coin.
        PREMIUM_ADJUSTED
    }

    /// What an option's profit is counted from.
    public enum BaseValue {
        /// The modelled value at the mark volatility, so that the unmoved cell is exactly zero.
        MODEL,
        /// The venue's published mark price; in the settlement window, the modelled value.
        MARK
    }

    /// The defaults of `docs/methodology.md`.
    public static final DeribitAssumptions DEFAULT = new DeribitAssumptions(
            List.of(VolShock.UP, VolShock.SAME, VolShock.DOWN),
            1.0,
            false,
            FloorOn.RESULT,
            AnnualisedMove.EXPONENTIAL,
            ShockDelta.PLAIN,
            BaseValue.MODEL,
            false,
            false,
            false);

    /// Checks the order and the floor.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public DeribitAssumptions {
        volOrder = List.copyOf(volOrder);
        if (volOrder.size() != 3 || EnumSet.copyOf(volOrder).size() != 3) {
            throw new IllegalArgumentException(
                    "vol_order must name up, same and down once each: %s".formatted(volOrder));
        }
        // A floor above zero keeps 30 / d finite.
        if (!(dteFloorDays > 0.0 && dteFloorDays <= 30.0)) {
            throw new IllegalArgumentException("dte_floor_days must be in (0, 30]: %s".formatted(dteFloorDays));
        }
    }
}
