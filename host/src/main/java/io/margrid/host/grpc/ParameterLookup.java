package io.margrid.host.grpc;

import io.margrid.model.deribit.DeribitParameters;
import java.util.List;
import java.util.Optional;

/// The parameter sets that requests can name. Safe for use by many threads.
public interface ParameterLookup {
    /// A fixed choice of sets.
    ///
    /// @param defaults the set of requests that name none
    /// @param all      every set, in the order that users should see
    /// @return the lookup
    /// @throws IllegalArgumentException if `defaults` is not in `all`
    static ParameterLookup of(DeribitParameters defaults, List<DeribitParameters> all) {
        return new FixedParameters(defaults, all);
    }

    /// A set by name.
    ///
    /// @param id the set's name
    /// @return empty if there is none of that name
    Optional<DeribitParameters> find(String id);

    /// The set of requests that name none.
    ///
    /// @return one of [#all()]
    DeribitParameters defaults();

    /// Every set.
    ///
    /// @return in the order that users should see
    List<DeribitParameters> all();
}
