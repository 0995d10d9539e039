/// What the server counts, and the page where Prometheus reads it.
///
/// Every figure is counted in one place; the page and `GetStatistics` read it there. Labels have few values:
/// methods, codes, stages, reasons; never accounts, tenants or snapshots. Start with [ServerMetrics].
@NullMarked
package io.margrid.host.metrics;

import org.jspecify.annotations.NullMarked;
