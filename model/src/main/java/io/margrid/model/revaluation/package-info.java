/// The port between margin models and the machines that reprice: primitive columns in, risk vectors and book
/// profit-and-loss vectors out.
///
/// Knows no venue, no market data format and no device. Start with [RevaluationBackend] and [RevaluationBatch].
@NullMarked
package io.margrid.model.revaluation;

import org.jspecify.annotations.NullMarked;
