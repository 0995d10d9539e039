package io.margrid.model.revaluation;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// Parts of a [RevaluationResult]. A device copies back only what is asked for.
public enum Output {
    /// Base values and Greeks of the instruments.
    GREEKS,
    /// A vector of profits for each instrument.
    RISK_VECTORS,
    /// A vector of profits for each book.
    BOOK_PNL,
    /// Worst cell and runner-up of each book.
    WORST_CELLS;

    /// Everything.
    public static final Set<Output> ALL = Collections.unmodifiableSet(EnumSet.allOf(Output.class));
}
