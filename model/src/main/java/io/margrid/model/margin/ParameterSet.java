package io.margrid.model.margin;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// A named, dated set of a methodology's parameters. Never changes; equal hashes mean equal figures.
public interface ParameterSet {
    /// What the set says of itself.
    ///
    /// @return name, day, evidence, source and hash
    ParameterHead head();

    /// What the set has figures for.
    ///
    /// @return pairs such as `btc_usd`, or coins such as `btc`, in order
    List<String> covers();

    /// The name that users choose the set by.
    ///
    /// @return never blank
    default String id() {
        return head().id();
    }

    /// The day that the figures were in force.
    ///
    /// @return the date
    default LocalDate asOf() {
        return head().asOf();
    }

    /// How well the set is known.
    ///
    /// @return the weakest mark that fits all of it, or that it is mixed
    default Evidence evidence() {
        return head().evidence();
    }

    /// Where the figures were printed or seen.
    ///
    /// @return a sentence
    default String source() {
        return head().source();
    }

    /// Hash of the file that the set was read from.
    ///
    /// @return lower-case hexadecimal SHA-256
    default String sha256() {
        return head().sha256();
    }

    /// Parts that are known otherwise than the set as a whole.
    ///
    /// @return by key of the file, in order
    default Map<String, Evidence> marks() {
        return head().marks();
    }
}
