/// The server's configuration: one registry of keys, four places that set them, one set of values in force.
///
/// What a value does belongs to who uses it. Start with [Keys], then [Configuration].
@NullMarked
package io.margrid.host.config;

import org.jspecify.annotations.NullMarked;
