/// Margin reports for people and programs: tables, CSV, Deribit's own shape, protobuf messages (which are
/// also the JSON).
@NullMarked
package io.margrid.host.report;

import org.jspecify.annotations.NullMarked;
