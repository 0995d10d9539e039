package io.margrid.model.margin;

import java.time.LocalDate;
import java.util.List;

/// A named, dated set of a methodology's parameters. Never changes; equal hashes mean equal figures.
public interface ParameterSet {
    /// The name that users choose the set by.
    ///
    /// @return never blank
    String id();

    /// The day that the figures were in force.
    ///
    /// @return the date
    LocalDate asOf();

    /// How well the set is known.
    ///
    /// @return the weakest mark that fits all of it, or that it is mixed
    Evidence evidence();

    /// Where the figures were printed or seen.
    ///
    /// @return a sentence
    String source();

    /// Hash of the file that the set was read from.
    ///
    /// @return lower-case hexadecimal SHA-256
    String sha256();

    /// What the set has figures for.
    ///
    /// @return pairs such as `btc_usd`, or coins such as `btc`, in order
    List<String> covers();
}
