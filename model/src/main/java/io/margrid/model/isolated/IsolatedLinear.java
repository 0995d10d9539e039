package io.margrid.model.isolated;

import io.margrid.model.account.RateTiers;
import java.util.OptionalDouble;

/// An isolated position in a linear contract, in quote currency. With the size `q > 0`, `d` = 1 long and -1 short,
/// entry `E`, mark `M`, initial margin `IM = q E / leverage`, extra margin `A`, rate `m` and deduction `k` of its
/// tier:
///
///     maintenance on entry value    MM = q E m - k      LP = E - d (IM - MM + A) / q
///     maintenance on mark value     MM = q M m - k      LP = (E - d (IM + A + k) / q) / (1 - d m)
///     bankruptcy                                        E - d (IM + A) / q
///
/// On mark value the tier is that of `q LP`. A closing fee that is kept back is added to `m`.
///
/// @param quantity    base coins, long positive, not zero
/// @param entry       price that it was entered at
/// @param mark        mark price
/// @param leverage    notional over initial margin
/// @param extra       margin added, quote currency
/// @param tiers       maintenance rates by notional, quote currency
/// @param closingFee  part of the value kept back for closing; 0 for none
/// @param onEntry     whether maintenance margin is a part of the entry value, not of the mark value
record IsolatedLinear(
        double quantity,
        double entry,
        double mark,
        double leverage,
        double extra,
        RateTiers tiers,
        double closingFee,
        boolean onEntry)
        implements IsolatedContract {
    private double size() {
        return Math.abs(quantity);
    }

    private double side() {
        return Math.signum(quantity);
    }

    @Override
    public double entryValue() {
        return size() * entry;
    }

    @Override
    public double initial() {
        return entryValue() / leverage;
    }

    @Override
    public double maintenance() {
        double value = size() * (onEntry ? entry : mark);
        return tiers.amount(value) + closingFee * value;
    }

    @Override
    public OptionalDouble liquidationPrice() {
        if (onEntry) {
            return IsolatedContract.positive(entry - side() * (initial() - maintenance() + extra) / size());
        }
        return tiers.price(
                mark,
                (rate, deduction) -> (entry - side() * (initial() + extra + deduction) / size())
                        / (1.0 - side() * (rate + closingFee)),
                price -> size() * price);
    }

    @Override
    public OptionalDouble bankruptcyPrice() {
        return IsolatedContract.positive(entry - side() * (initial() + extra) / size());
    }
}
