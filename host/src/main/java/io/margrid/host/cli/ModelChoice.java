package io.margrid.host.cli;

import io.margrid.host.deribit.Shown;
import io.margrid.host.engine.Methodology;
import io.margrid.host.engine.Models;
import io.margrid.host.parameters.ParameterStore;
import io.margrid.model.input.Violation;
import io.margrid.model.margin.MarginModel;
import io.margrid.model.margin.ParameterSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Turns names of methodologies and parameter sets into models.
final class ModelChoice {
    /// Stands for every methodology.
    static final String ALL = "all";

    private final List<ParameterSet> given = new ArrayList<>();
    private final Set<ParameterSet> taken = new HashSet<>();
    private final Problems problems;

    /// @param sets     names or files of sets to use instead of the methodologies' own; each counts for those that
    ///     take it
    /// @param problems takes what cannot be used
    ModelChoice(List<String> sets, Problems problems) {
        this.problems = problems;
        for (String set : sets) {
            problems.read(() -> ParameterStore.shipped().resolve(set).parameters())
                    .ifPresent(given::add);
        }
    }

    /// The models of some names, or of all methodologies.
    ///
    /// @param option what the user calls the names
    List<MarginModel> models(String option, List<String> names) {
        return (names.contains(ALL) ? Models.ids() : names)
                .stream().flatMap(name -> model(option, name).stream()).toList();
    }

    /// The model of a name; empty if there is none, which is now among the problems.
    ///
    /// @param option what the user calls the name
    Optional<MarginModel> model(String option, String name) {
        Optional<Methodology> found = Models.find(name);
        if (found.isEmpty()) {
            problems.addAll(List.of(new Violation(
                    option, "%s is none of %s".formatted(Shown.text(name), String.join(", ", Models.ids())))));
        }
        return found.map(one -> one.model(set(one)));
    }

    private ParameterSet set(Methodology methodology) {
        Optional<ParameterSet> own = given.stream().filter(methodology::takes).findFirst();
        own.ifPresent(taken::add);
        return own.orElseGet(() -> ParameterStore.shipped()
                .find(methodology.defaultSet())
                .orElseThrow()
                .parameters());
    }

    /// Adds a problem for each set that no model took.
    void checkTaken() {
        for (ParameterSet set : given) {
            if (!taken.contains(set)) {
                problems.addAll(List.of(new Violation("params", "%s is of none of the models".formatted(set.id()))));
            }
        }
    }
}
