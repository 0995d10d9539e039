package io.margrid.model.margin;

import java.util.List;
import java.util.Optional;

/// The margin of one settlement currency, or of one risk unit that a methodology counts in a currency.
///
/// @param unit        lower-case name of the risk unit, for example the coin whose positions net; empty where a
///     settlement currency is margined as a whole
/// @param currency    lower-case code
/// @param usdIndex    USD per unit of the currency; 1 for USD-pegged currencies
/// @param initial     initial margin, settlement currency, zero or more
/// @param maintenance maintenance margin, settlement currency, zero or more
/// @param components  every part, in the model's order
/// @param sets        the netting sets behind it
public record CurrencyMargin(
        String unit,
        String currency,
        double usdIndex,
        double initial,
        double maintenance,
        List<MarginComponent> components,
        List<NettingSetMargin> sets) {
    /// Copies the lists.
    public CurrencyMargin {
        components = List.copyOf(components);
        sets = List.copyOf(sets);
    }

    /// The margin of a settlement currency as a whole.
    ///
    /// @param currency    lower-case code
    /// @param usdIndex    USD per unit of the currency
    /// @param initial     initial margin, settlement currency
    /// @param maintenance maintenance margin, settlement currency
    /// @param components  every part, in the model's order
    /// @param sets        the netting sets behind it
    public CurrencyMargin(
            String currency,
            double usdIndex,
            double initial,
            double maintenance,
            List<MarginComponent> components,
            List<NettingSetMargin> sets) {
        this("", currency, usdIndex, initial, maintenance, components, sets);
    }

    /// The amount of a component.
    ///
    /// @param id the component's name
    /// @return its amount
    /// @throws IllegalArgumentException if the model has no such component
    public double component(String id) {
        for (MarginComponent component : components) {
            if (component.id().equals(id)) {
                return component.amount();
            }
        }
        throw new IllegalArgumentException("no component named " + id);
    }

    /// The netting set whose worst scenario loses most; of equal ones, the first.
    ///
    /// @return empty if the model has no scenarios or there are no sets
    public Optional<NettingSetMargin> worstSet() {
        NettingSetMargin found = null;
        double lowest = Double.POSITIVE_INFINITY;
        for (NettingSetMargin set : sets) {
            double pnl = set.worst().map(w -> w.worst().pnl()).orElse(Double.POSITIVE_INFINITY);
            if (pnl < lowest) {
                found = set;
                lowest = pnl;
            }
        }
        return Optional.ofNullable(found);
    }

    /// Initial margin in USD.
    ///
    /// @return `initial * usdIndex`
    public double initialUsd() {
        return initial * usdIndex;
    }

    /// Maintenance margin in USD.
    ///
    /// @return `maintenance * usdIndex`
    public double maintenanceUsd() {
        return maintenance * usdIndex;
    }
}
