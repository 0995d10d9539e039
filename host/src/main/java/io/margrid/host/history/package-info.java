/// Makes sets of scenarios from daily prices. Start with [io.margrid.host.history.ScenarioBuilder].
@NullMarked
package io.margrid.host.history;

import org.jspecify.annotations.NullMarked;
