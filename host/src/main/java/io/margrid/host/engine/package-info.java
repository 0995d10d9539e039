/// From book lines to margin reports: checking, packing, revaluing, reducing. Start with [MarginEngine].
@NullMarked
package io.margrid.host.engine;

import org.jspecify.annotations.NullMarked;
