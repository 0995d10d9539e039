package io.margrid.host.parameters;

import io.margrid.host.deribit.JsonFields;
import io.margrid.model.account.OptionFractions;
import io.margrid.model.account.OptionMargins;
import java.util.Optional;

/// What files of methodologies that take options one by one have alike.
final class OptionFields {
    private OptionFields() {}

    /// Reads `options`.
    ///
    /// @param fields of a class of coins
    /// @return empty if the class has none
    static Optional<OptionMargins> read(JsonFields fields) {
        if (!fields.has("options")) {
            return Optional.empty();
        }
        JsonFields both = fields.object("options");
        both.allow("initial", "maintenance");
        return Optional.of(new OptionMargins(fractions(both.object("initial")), fractions(both.object("maintenance"))));
    }

    private static OptionFractions fractions(JsonFields fields) {
        fields.allow("premium", "long_itm", "short_itm", "short_otm", "short_put_cap", "short_premium");
        return new OptionFractions(
                fields.number("premium"),
                fields.number("long_itm"),
                fields.number("short_itm"),
                fields.number("short_otm"),
                fields.number("short_put_cap"),
                fields.numberOrZero("short_premium"));
    }
}
