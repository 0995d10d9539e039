package io.margrid.model.margin;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What every parameter set says of itself.
///
/// @param id       the name that users choose the set by, never blank
/// @param asOf     the day that the figures were in force
/// @param evidence the weakest mark that fits all of it, or that it is mixed
/// @param source   a sentence: where the figures were printed or seen
/// @param sha256   lower-case hexadecimal hash of the file that the set was read from
/// @param marks    parts that are known otherwise than the set as a whole, by key of the file
public record ParameterHead(
        String id, LocalDate asOf, Evidence evidence, String source, String sha256, Map<String, Evidence> marks) {
    /// Copies the marks, in order of keys.
    ///
    /// @throws IllegalArgumentException if the name is blank
    public ParameterHead {
        marks = Collections.unmodifiableMap(new TreeMap<>(marks));
        if (id.isBlank()) {
            throw new IllegalArgumentException("id must not be blank");
        }
    }
}
