/// Margin reports for people and programs: tables, CSV, protobuf messages (which are also the JSON).
@NullMarked
package io.margrid.host.report;

import org.jspecify.annotations.NullMarked;
