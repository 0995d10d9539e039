/// Parameter sets: those that come with the program and those of users' files, for every methodology. Start with
/// [io.margrid.host.parameters.ParameterStore].
@NullMarked
package io.margrid.host.parameters;

import org.jspecify.annotations.NullMarked;
