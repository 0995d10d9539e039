package io.margrid.host.engine;

import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.ParameterSet;
import java.util.Optional;
import java.util.function.Function;

/// A margin methodology that users choose by name.
///
/// @param id         short name, for example `deribit-spm`
/// @param defaultSet name of the shipped parameter set that it takes where none is named
/// @param under      the model under a parameter set; empty if the set is another methodology's
public record Methodology(String id, String defaultSet, Function<ParameterSet, Optional<MarginModel>> under) {
    /// A methodology whose parameter sets are of one type.
    static <P extends ParameterSet> Methodology of(
            String id, String defaultSet, Class<P> type, Function<P, MarginModel> under) {
        return new Methodology(
                id,
                defaultSet,
                set -> type.isInstance(set) ? Optional.of(under.apply(type.cast(set))) : Optional.empty());
    }

    /// Whether a parameter set is of this methodology.
    ///
    /// @param set the set
    /// @return false if it is another's
    public boolean takes(ParameterSet set) {
        return under.apply(set).isPresent();
    }

    /// The model under a parameter set.
    ///
    /// @param set a set that it [takes][#takes]
    /// @return the model
    /// @throws IllegalArgumentException if it does not take the set
    public MarginModel model(ParameterSet set) {
        return under.apply(set).orElseThrow(() -> new IllegalArgumentException(problem(set)));
    }

    /// What to say of a set that it does not take.
    ///
    /// @param set the set
    /// @return a sentence
    public String problem(ParameterSet set) {
        return "%s is no parameter set of %s, which takes for example %s".formatted(set.id(), id, defaultSet);
    }
}
