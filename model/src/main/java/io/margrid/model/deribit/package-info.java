/// Deribit: instrument names, scenario tables, parameters, portfolio margin (S:PM) and standard margin (S:SM).
///
/// Formulas and the evidence for each are in `docs/methodology.md`. Start with [DeribitPortfolioMargin].
@NullMarked
package io.margrid.model.deribit;

import org.jspecify.annotations.NullMarked;
