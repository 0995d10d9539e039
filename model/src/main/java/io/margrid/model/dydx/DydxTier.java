package io.margrid.model.dydx;

import java.math.BigInteger;

/// A liquidity tier, in the chain's integers: parts per million and quote quantums (a millionth of a USDC).
///
/// With the open notional `O` of the market and the caps `L < U`:
///
///     IMF = base                                                      U = 0 or O <= L
///         = 1,000,000                                                 O >= U
///         = base + floor((1,000,000 - base) (O - L) / (U - L))        otherwise
///     MMF = floor(base x maintenance fraction / 1,000,000)            does not scale
///     requirement = ceil(notional x fraction / 1,000,000)
///
/// Source: chain code of dYdX v4, module perpetuals.
///
/// @param initialPpm             base initial fraction, parts per million
/// @param maintenanceFractionPpm maintenance over initial fraction, parts per million
/// @param lowerCap               open notional up to which the base counts, quote quantums
/// @param upperCap               open notional from which all of the notional is needed, quote quantums; 0 for
///     none
/// @param isolated               whether a market of the tier stands alone in its subaccount
public record DydxTier(int initialPpm, int maintenanceFractionPpm, long lowerCap, long upperCap, boolean isolated) {
    /// One, in parts per million.
    public static final int MILLION = 1_000_000;

    private static final BigInteger BIG_MILLION = BigInteger.valueOf(MILLION);

    /// Checks the ranges.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public DydxTier {
        requirePpm("initial_ppm", initialPpm);
        requirePpm("maintenance_fraction_ppm", maintenanceFractionPpm);
        if (lowerCap < 0 || upperCap < 0 || (upperCap > 0 && lowerCap >= upperCap)) {
            throw new IllegalArgumentException("lower_cap must be zero or more and below upper_cap: %s, %s quantums"
                    .formatted(lowerCap, upperCap));
        }
    }

    private static void requirePpm(String field, int value) {
        if (value < 1 || value > MILLION) {
            throw new IllegalArgumentException("%s must be 1 to %d: %d".formatted(field, MILLION, value));
        }
    }

    /// The initial fraction of a market.
    ///
    /// @param openNotional its open interest, quote quantums, zero or more
    /// @return parts per million
    public int initialPpm(long openNotional) {
        if (upperCap == 0 || openNotional <= lowerCap) {
            return initialPpm;
        }
        if (openNotional >= upperCap) {
            return MILLION;
        }
        BigInteger grown = BigInteger.valueOf(MILLION - initialPpm)
                .multiply(BigInteger.valueOf(openNotional - lowerCap))
                .divide(BigInteger.valueOf(upperCap - lowerCap));
        return initialPpm + grown.intValueExact();
    }

    /// The maintenance fraction.
    ///
    /// @return parts per million
    public int maintenancePpm() {
        return (int) ((long) initialPpm * maintenanceFractionPpm / MILLION);
    }

    /// What a position needs.
    ///
    /// @param notional quote quantums, zero or more
    /// @param ppm      a fraction
    /// @return quote quantums, rounded up
    public static BigInteger requirement(BigInteger notional, int ppm) {
        return notional.multiply(BigInteger.valueOf(ppm))
                .add(BIG_MILLION.subtract(BigInteger.ONE))
                .divide(BIG_MILLION);
    }
}
