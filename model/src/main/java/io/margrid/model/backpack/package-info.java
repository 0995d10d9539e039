/// The margin of Backpack: collateral at weights that fall with its amount, fractions that grow with the root of a
/// position's size. Start with [io.margrid.model.backpack.BackpackMargin].
@NullMarked
package io.margrid.model.backpack;

import org.jspecify.annotations.NullMarked;
