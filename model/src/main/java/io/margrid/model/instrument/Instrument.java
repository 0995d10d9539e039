package io.margrid.model.instrument;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// Immutable terms of a contract. Its [#name()] is its identity.
///
/// Quantities of every instrument are in units of the base coin of its pair, long positive.
public sealed interface Instrument permits OptionContract, FutureContract, SpotPair {
    /// Canonical order: pair, futures before options before spot, expiry, strike, call before put, name.
    ///
    /// Books are summed in this order, so that the order in which a book was written changes no bit of its result.
    Comparator<Instrument> CANONICAL_ORDER = Instrument::compareCanonically;

    /// The venue's name, for example `BTC-27MAR26-80000-C`.
    ///
    /// @return the name, never blank
    String name();

    /// The pair whose index and parameters govern the contract.
    ///
    /// @return for example `btc_usd`
    CurrencyPair pair();

    /// Inverse (paid in base coin) or linear (paid in quote currency).
    ///
    /// @return the settlement kind
    Settlement settlement();

    /// When the contract ends.
    ///
    /// @return the expiry; empty for perpetuals and spot
    Optional<Instant> expiry();

    /// Lower-case code of the currency in which profit and margin of this contract are counted.
    ///
    /// @return the base coin for inverse contracts, else the quote currency
    default String settlementCurrency() {
        return settlement().currency(pair());
    }

    // Written out, since books are sorted by it in every call: a chain of comparators takes several times as long.
    private static int compareCanonically(Instrument a, Instrument b) {
        int order = a.pair().compareTo(b.pair());
        order = order != 0 ? order : a.settlement().compareTo(b.settlement());
        order = order != 0 ? order : Integer.compare(a.kindRank(), b.kindRank());
        if (order == 0 && a instanceof OptionContract one && b instanceof OptionContract other) {
            order = one.expiresAt().compareTo(other.expiresAt());
            order = order != 0 ? order : Double.compare(one.strike(), other.strike());
        } else if (order == 0) {
            order = a.expiry().orElse(Instant.MAX).compareTo(b.expiry().orElse(Instant.MAX));
        }
        return order != 0 ? order : a.name().compareTo(b.name());
    }

    private int kindRank() {
        return switch (this) {
            case FutureContract _ -> 0;
            case OptionContract _ -> 1;
            case SpotPair _ -> 2;
        };
    }
}
