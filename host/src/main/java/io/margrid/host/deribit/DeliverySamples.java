package io.margrid.host.deribit;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.TreeMap;

/// What rows of one pair say of the `estimated_delivery_price`, by the expiry of the row's contract.
///
/// In the settlement window that field of the expiring series is the average so far, and of every other contract
/// the index or the average of its own last settlement, so the two must not be mixed.
final class DeliverySamples {
    private static final LocalTime SETTLEMENT_FROM = LocalTime.of(7, 30);
    private static final LocalTime SETTLEMENT_TO = LocalTime.of(8, 0);

    /// By expiry in milliseconds, [MarketRow#NO_TIME] for perpetuals and answers that name no contract.
    private final TreeMap<Long, PriceSamples> byExpiry = new TreeMap<>();

    /// Whether a settlement is under way.
    static boolean inWindow(Instant asOf) {
        LocalTime time = asOf.atOffset(ZoneOffset.UTC).toLocalTime();
        return !time.isBefore(SETTLEMENT_FROM) && time.isBefore(SETTLEMENT_TO);
    }

    void add(Optional<Instant> expiry, long at, double price, String place) {
        long key = expiry.map(Instant::toEpochMilli).orElse(MarketRow.NO_TIME);
        byExpiry.computeIfAbsent(key, _ -> new PriceSamples()).add(at, price, place);
    }

    void addAll(DeliverySamples file, long fileTime) {
        file.byExpiry.forEach((expiry, samples) ->
                byExpiry.computeIfAbsent(expiry, _ -> new PriceSamples()).addAll(samples, fileTime));
    }

    /// Those of the series that is being settled.
    ///
    /// @return empty outside the window and if no row of that series has the field
    Optional<PriceSamples> settling(Instant asOf) {
        if (!inWindow(asOf)) {
            return Optional.empty();
        }
        Instant expiry = asOf.atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .atTime(SETTLEMENT_TO)
                .toInstant(ZoneOffset.UTC);
        return Optional.ofNullable(byExpiry.get(expiry.toEpochMilli()))
                .filter(samples -> samples.value().isPresent());
    }

    /// Those of all contracts.
    PriceSamples all() {
        PriceSamples all = new PriceSamples();
        byExpiry.values().forEach(samples -> all.addAll(samples, MarketRow.NO_TIME));
        return all;
    }
}
