/// What a scenario is and how scenarios are ordered. Start with [ScenarioGrid].
@NullMarked
package io.margrid.model.scenario;

import org.jspecify.annotations.NullMarked;
