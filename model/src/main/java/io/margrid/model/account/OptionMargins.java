package io.margrid.model.account;

import io.margrid.model.instrument.OptionContract;
import io.margrid.model.margin.OwnMargin;
import io.margrid.model.margin.PositionRisk;

/// Margins of options that are taken one by one.
///
/// @param initial     for initial margin
/// @param maintenance for maintenance margin
public record OptionMargins(OptionFractions initial, OptionFractions maintenance) {
    /// The margins of a position.
    ///
    /// @param account  who holds it
    /// @param position an option
    /// @return settlement currency: base coins for inverse options
    public OwnMargin of(HeldAccount account, PositionRisk position) {
        OptionContract option = (OptionContract) position.position().instrument();
        double index = account.market().pair(option.pair()).orElseThrow().index();
        // The formula is in quote currency; inverse options have their value and their margin in coin.
        double scale = HeldAccount.isInverse(position) ? index : 1.0;
        double mark = position.unit().value() * scale;
        boolean held = position.quantity() > 0.0;
        double coins = Math.abs(position.quantity());
        return new OwnMargin(
                coins * initial.requirement(option, held, index, mark) / scale,
                coins * maintenance.requirement(option, held, index, mark) / scale);
    }
}
