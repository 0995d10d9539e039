/// The seam for margin methodologies: a [MarginModel] chooses scenarios, groups positions and reduces their
/// profit-and-loss vectors to a [MarginReport].
@NullMarked
package io.margrid.model.margin;

import org.jspecify.annotations.NullMarked;
