package io.margrid.model.dydx;

import io.margrid.model.margin.ParameterHead;
import io.margrid.model.margin.ParameterSet;
import io.margrid.model.matrix.CoinClasses;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Figures of [DydxMargin]. Never changes.
///
/// @param head         name, day, evidence, source and hash
/// @param tiers        the liquidity tier of each market, by coin
/// @param openInterest open notional of markets by coin, quote quantums; a market that is absent counts as empty
public record DydxParameters(ParameterHead head, CoinClasses<DydxTier> tiers, Map<String, Long> openInterest)
        implements ParameterSet {
    /// Copies the map and checks it.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public DydxParameters {
        openInterest = Collections.unmodifiableMap(new TreeMap<>(openInterest));
        openInterest.forEach((coin, quantums) -> {
            if (quantums < 0) {
                throw new IllegalArgumentException(
                        "open_interest.%s must be zero or more: %d quantums".formatted(coin, quantums));
            }
            if (tiers.of(coin).isEmpty()) {
                throw new IllegalArgumentException("open_interest.%s: the coin has no class".formatted(coin));
            }
        });
    }

    @Override
    public List<String> covers() {
        return tiers.covers();
    }
}
