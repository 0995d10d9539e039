/// The seam for margin methodologies: a [MarginModel] chooses scenarios and reduces profit-and-loss vectors to a
/// [MarginReport]. Grouping positions is not its part: the engine sums each [NettingSet], a pair in a settlement
/// currency.
@NullMarked
package io.margrid.model.margin;

import org.jspecify.annotations.NullMarked;
