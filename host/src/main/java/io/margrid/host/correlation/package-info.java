/// Correlations of coins from daily closes: estimators, checks, and files with date, window, method and source.
/// What margin credit follows from them is the user's choice. Start with
/// [io.margrid.host.correlation.CorrelationEstimate].
@NullMarked
package io.margrid.host.correlation;

import org.jspecify.annotations.NullMarked;
