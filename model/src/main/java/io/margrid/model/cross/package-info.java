/// Cross margin: one balance stands for all positions, whose requirements are added up. Start with
/// [io.margrid.model.cross.CrossMargin]; options follow [io.margrid.model.account.OptionFractions].
@NullMarked
package io.margrid.model.cross;

import org.jspecify.annotations.NullMarked;
