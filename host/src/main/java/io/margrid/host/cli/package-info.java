/// The command line. Start with [Main]; each command is a class of its own.
@NullMarked
package io.margrid.host.cli;

import org.jspecify.annotations.NullMarked;
