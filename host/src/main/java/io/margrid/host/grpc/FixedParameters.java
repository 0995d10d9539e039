package io.margrid.host.grpc;

import io.margrid.model.deribit.DeribitParameters;
import java.util.List;
import java.util.Optional;

/// A fixed choice of parameter sets.
///
/// @param defaults the set of requests that name none
/// @param all      every set
record FixedParameters(DeribitParameters defaults, List<DeribitParameters> all) implements ParameterLookup {
    FixedParameters {
        all = List.copyOf(all);
        if (!all.contains(defaults)) {
            throw new IllegalArgumentException("defaults must be one of all: " + defaults.id());
        }
    }

    @Override
    public Optional<DeribitParameters> find(String id) {
        return all.stream().filter(set -> set.id().equals(id)).findFirst();
    }
}
