package io.margrid.model.span;

import io.margrid.model.instrument.Instrument;
import io.margrid.model.valuation.ContractClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Ranges of expiries, from the nearest on. A contract without an expiry is in the first.
///
/// @param tiers at least one, with different names; only the last has no end
public record ExpiryTiers(List<Tier> tiers) {
    /// All expiries.
    public static final ExpiryTiers ONE =
            new ExpiryTiers(List.of(new Tier("all", OptionalDouble.empty(), Optional.empty())));

    /// A range of expiries.
    ///
    /// @param name      its name
    /// @param lastDay   most days to expiry; empty if it has none
    /// @param lastDate   last date of expiry (UTC); empty if it has none
    public record Tier(String name, OptionalDouble lastDay, Optional<LocalDate> lastDate) {
        /// Checks the end.
        ///
        /// @throws IllegalArgumentException naming the field and the value
        public Tier {
            if (lastDay.isPresent() && lastDate.isPresent()) {
                throw new IllegalArgumentException("tier %s must have last_day or last_date, not both".formatted(name));
            }
            if (lastDay.isPresent() && !(lastDay.getAsDouble() >= 0.0)) {
                throw new IllegalArgumentException("last_day must be zero or more: " + lastDay.getAsDouble());
            }
        }

        private boolean open() {
            return lastDay.isEmpty() && lastDate.isEmpty();
        }

        private boolean has(Instant expiry, double days) {
            return lastDay.isPresent()
                    ? days <= lastDay.getAsDouble()
                    : lastDate.isEmpty()
                            || !LocalDate.ofInstant(expiry, ZoneOffset.UTC).isAfter(lastDate.get());
        }
    }

    /// Copies the list and checks it.
    ///
    /// @throws IllegalArgumentException naming what is wrong
    public ExpiryTiers {
        tiers = List.copyOf(tiers);
        if (tiers.isEmpty()) {
            throw new IllegalArgumentException("tiers must not be empty");
        }
        if (tiers.stream().map(Tier::name).distinct().count() < tiers.size()) {
            throw new IllegalArgumentException("tiers must have different names: "
                    + tiers.stream().map(Tier::name).toList());
        }
        for (int t = 0; t < tiers.size(); t++) {
            if (tiers.get(t).open() != (t == tiers.size() - 1)) {
                throw new IllegalArgumentException(
                        "tier %s must %s: only the last tier has neither last_day nor last_date"
                                .formatted(
                                        tiers.get(t).name(),
                                        t == tiers.size() - 1 ? "have no end" : "have last_day or last_date"));
            }
        }
    }

    /// The number of tiers.
    ///
    /// @return one or more
    public int size() {
        return tiers.size();
    }

    /// The place of a tier.
    ///
    /// @param name its name
    /// @return from 0; -1 if there is none of that name
    public int indexOf(String name) {
        return tiers.stream().map(Tier::name).toList().indexOf(name);
    }

    /// The tier of a contract.
    ///
    /// @param instrument the contract
    /// @param now        the market's instant
    /// @return from 0
    public int of(Instrument instrument, Instant now) {
        return instrument
                .expiry()
                .map(expiry -> of(expiry, ContractClock.days(now, expiry)))
                .orElse(0);
    }

    /// The tier of an expiry.
    ///
    /// @param expiry the instant
    /// @param days   days until then
    /// @return from 0
    int of(Instant expiry, double days) {
        int tier = 0;
        while (!tiers.get(tier).has(expiry, days)) {
            tier++;
        }
        return tier;
    }
}
