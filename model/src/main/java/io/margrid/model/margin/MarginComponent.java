package io.margrid.model.margin;

/// One named part of a margin figure.
///
/// @param id     stable lower-case name, for example `roll_shock`
/// @param scope  which figure it is part of
/// @param amount currency of the margin that it is part of; credits are negative
public record MarginComponent(String id, Scope scope, double amount) {
    /// The figure that a component is part of.
    public enum Scope {
        /// Part of the initial margin and, scaled by the model's maintenance factor, of the maintenance margin.
        BOTH,
        /// Part of the initial margin only.
        INITIAL,
        /// Part of the maintenance margin only.
        MAINTENANCE,
        /// Sum of components before it; not to be added again.
        SUBTOTAL
    }
}
