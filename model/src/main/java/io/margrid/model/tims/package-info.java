/// TIMS as US brokers use it for customers' portfolio margin: ten prices, losses by class group, offsets within
/// product groups, a minimum a contract. Start with [io.margrid.model.tims.TimsMargin].
@NullMarked
package io.margrid.model.tims;

import org.jspecify.annotations.NullMarked;
