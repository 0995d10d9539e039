package io.margrid.model.isolated;

import io.margrid.model.account.RateTiers;
import java.util.OptionalDouble;

/// An isolated position in an inverse contract, in coin. With the quote notional `N > 0`, `d` = 1 long and -1
/// short, entry `E`, mark `M`, initial margin `IM = N / (E leverage)`, extra margin `A`, rate `m` and deduction
/// `k` (coin) of its tier:
///
///     maintenance on entry value    MM = N m / E - k    LP = N / (N / E + d (IM - MM + A))
///     maintenance on mark value     MM = N m / M - k    LP = N (1 + d m) / (N / E + d (IM + A' + k))
///     bankruptcy                                        N / (N / E + d (IM + A))
///
/// On mark value the tier is that of `N / LP`, and `A' = A`, or `A / (1 + t)` with the taker fee `t` under the
/// rule of 27 May 2026. A short loses at most `N / E` coins however far the price rises: a denominator of zero or
/// less means that there is no such price. A closing fee that is kept back is added to `m`.
///
/// @param quantity   base coins at the mark, long positive, not zero
/// @param entry      price that it was entered at
/// @param mark       mark price
/// @param leverage   notional over initial margin
/// @param extra      margin added, coin
/// @param counted    the part of `extra` that counts for the liquidation price, `A'`
/// @param tiers      maintenance rates by value, coin
/// @param closingFee part of the value kept back for closing; 0 for none
/// @param onEntry    whether maintenance margin is a part of the entry value, not of the mark value
record IsolatedInverse(
        double quantity,
        double entry,
        double mark,
        double leverage,
        double extra,
        double counted,
        RateTiers tiers,
        double closingFee,
        boolean onEntry)
        implements IsolatedContract {
    private double notional() {
        return Math.abs(quantity) * mark;
    }

    private double side() {
        return Math.signum(quantity);
    }

    @Override
    public double entryValue() {
        return notional() / entry;
    }

    @Override
    public double initial() {
        return entryValue() / leverage;
    }

    @Override
    public double maintenance() {
        double value = onEntry ? entryValue() : Math.abs(quantity);
        return tiers.amount(value) + closingFee * value;
    }

    @Override
    public OptionalDouble liquidationPrice() {
        if (onEntry) {
            return priceAt(notional(), initial() - maintenance() + counted);
        }
        return tiers.price(
                mark,
                (rate, deduction) -> priceAt(
                                notional() * (1.0 + side() * (rate + closingFee)), initial() + counted + deduction)
                        .orElse(Double.NaN),
                price -> notional() / price);
    }

    @Override
    public OptionalDouble bankruptcyPrice() {
        return priceAt(notional(), initial() + extra);
    }

    /// Where a cushion of coins is used up.
    private OptionalDouble priceAt(double quote, double coins) {
        double denominator = entryValue() + side() * coins;
        return denominator > 0.0 ? IsolatedContract.positive(quote / denominator) : OptionalDouble.empty();
    }
}
