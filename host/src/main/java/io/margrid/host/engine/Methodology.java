package io.margrid.host.engine;

import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.ParameterSet;
import java.util.function.Function;
import java.util.function.Predicate;

/// A margin methodology that users choose by name.
///
/// @param id         short name, for example `deribit-spm`
/// @param defaultSet name of the shipped parameter set that it takes where none is named
/// @param ours       whether a parameter set is of this methodology
/// @param under      makes the model under a parameter set of its own
public record Methodology(
        String id, String defaultSet, Predicate<ParameterSet> ours, Function<ParameterSet, MarginModel> under) {
    /// A methodology whose parameter sets are of one type.
    static <P extends ParameterSet> Methodology of(
            String id, String defaultSet, Class<P> type, Function<P, MarginModel> under) {
        return new Methodology(id, defaultSet, type::isInstance, set -> under.apply(type.cast(set)));
    }

    /// Whether a parameter set is of this methodology. Makes no model.
    ///
    /// @param set the set
    /// @return false if it is another's
    public boolean takes(ParameterSet set) {
        return ours.test(set);
    }

    /// Makes the model under a parameter set.
    ///
    /// @param set a set that it [takes][#takes]
    /// @return the model
    /// @throws IllegalArgumentException if it does not take the set
    public MarginModel model(ParameterSet set) {
        if (!takes(set)) {
            throw new IllegalArgumentException(problem(set));
        }
        return under.apply(set);
    }

    /// What to say of a set that it does not take.
    ///
    /// @param set the set
    /// @return a sentence
    public String problem(ParameterSet set) {
        return "%s is no parameter set of %s, which takes for example %s".formatted(set.id(), id, defaultSet);
    }
}
