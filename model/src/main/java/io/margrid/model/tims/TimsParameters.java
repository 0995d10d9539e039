package io.margrid.model.tims;

import io.margrid.model.margin.ParameterHead;
import io.margrid.model.margin.ParameterSet;
import io.margrid.model.matrix.CoinClasses;
import io.margrid.model.matrix.MoveTable;
import io.margrid.model.matrix.Rates;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Figures of [TimsMargin]. Never changes.
///
/// @param head          name, day, evidence, source and hash
/// @param types         ranges by portfolio type; underlyings are called by their base
/// @param classGroups   bases that net as one underlying, such as an index and the funds on it, by name; every
///     other base is a class group by itself
/// @param productGroups class groups whose gains offset each other's losses in part, by name; every other class
///     group is a product group by itself
/// @param minimum       least requirement for one unit of an option or a dated future, quote currency
public record TimsParameters(
        ParameterHead head,
        CoinClasses<PortfolioType> types,
        Map<String, List<String>> classGroups,
        Map<String, ProductGroup> productGroups,
        double minimum)
        implements ParameterSet {
    private static final double MINIMUM_MAX = 1e6;

    /// Class groups with correlated prices.
    ///
    /// @param classGroups names of class groups, or of bases that are in none
    /// @param offset      part of gains that counts against losses, 0 to 1
    public record ProductGroup(List<String> classGroups, double offset) {
        /// Copies the list and checks the offset.
        ///
        /// @throws IllegalArgumentException naming the field and the value
        public ProductGroup {
            classGroups = List.copyOf(classGroups);
            Rates.requireFraction("offset", offset);
        }
    }

    /// Copies the maps and checks that they fit together.
    ///
    /// @throws IllegalArgumentException naming the field and the value
    public TimsParameters {
        Map<String, List<String>> groups = new TreeMap<>();
        classGroups.forEach((name, bases) -> groups.put(name, List.copyOf(bases)));
        classGroups = Collections.unmodifiableMap(groups);
        productGroups = Collections.unmodifiableMap(new TreeMap<>(productGroups));
        Rates.requireRange("minimum", minimum, 0.0, MINIMUM_MAX);
        MoveTable.requireOneShape(
                types.classes().values().stream().map(PortfolioType::table).toList());
        requireOnce("class_groups", classGroups);
        classGroups.forEach((name, bases) -> {
            if (bases.stream().map(types::of).distinct().count() > 1) {
                throw new IllegalArgumentException(
                        "class_groups.%s: all of %s must have one portfolio type".formatted(name, bases));
            }
        });
        Map<String, List<String>> members = new TreeMap<>();
        productGroups.forEach((name, group) -> members.put(name, group.classGroups()));
        requireOnce("product_groups", members);
        Predicate<String> known =
                member -> groups.containsKey(member) || types.of(member).isPresent();
        members.forEach((name, list) -> list.stream()
                .filter(known.negate())
                .findFirst()
                .ifPresent(member -> {
                    throw new IllegalArgumentException(
                            "product_groups.%s: %s is no class group and has no portfolio type"
                                    .formatted(name, member));
                }));
        requireOwnNames("class_groups", classGroups, types.coins().keySet());
        requireOwnNames("product_groups", members, types.coins().keySet());
        requireOwnNames("product_groups", members, classGroups.keySet());
    }

    private static void requireOnce(String field, Map<String, List<String>> groups) {
        Map<String, String> seen = new HashMap<>();
        groups.forEach((name, members) -> members.forEach(member -> {
            String before = seen.put(member, name);
            if (before != null) {
                throw new IllegalArgumentException(
                        "%s: %s is in %s and in %s; it can be in one only".formatted(field, member, before, name));
            }
        }));
    }

    /// A group that has the name of something else would take its margin over.
    private static void requireOwnNames(String field, Map<String, List<String>> groups, Collection<String> others) {
        groups.forEach((name, members) -> {
            if (others.contains(name) && !members.contains(name)) {
                throw new IllegalArgumentException(
                        "%s.%s: the name is taken by something that is not in it".formatted(field, name));
            }
        });
    }

    @Override
    public List<String> covers() {
        return types.covers();
    }

    /// The class group of an underlying.
    ///
    /// @param base lower-case code
    /// @return the group's name, or the base's
    String classGroup(String base) {
        return classGroups.entrySet().stream()
                .filter(group -> group.getValue().contains(base))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(base);
    }

    /// The product group of an underlying.
    ///
    /// @param base lower-case code
    /// @return the group's name, or that of the class group
    String productGroup(String base) {
        String own = classGroup(base);
        return productGroups.entrySet().stream()
                .filter(group -> group.getValue().classGroups().contains(own))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(own);
    }

    /// The part of gains that counts against losses of others.
    ///
    /// @param productGroup its name
    /// @return 0 for a class group by itself
    double offset(String productGroup) {
        return Optional.ofNullable(productGroups.get(productGroup))
                .map(ProductGroup::offset)
                .orElse(0.0);
    }
}
