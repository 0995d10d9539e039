/// Finding, testing and choosing revaluation backends. Start with [Backends].
@NullMarked
package io.margrid.host.backend;

import org.jspecify.annotations.NullMarked;
