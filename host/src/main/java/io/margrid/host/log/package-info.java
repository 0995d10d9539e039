/// How the log is written, and how often. What it says belongs to who says it.
@NullMarked
package io.margrid.host.log;

import org.jspecify.annotations.NullMarked;
