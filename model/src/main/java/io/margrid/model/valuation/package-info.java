/// What every methodology needs of a contract in a market before it can be revalued: forward, time, volatility,
/// USD for its currency, and what is missing of them. Start with [io.margrid.model.valuation.Valuation].
@NullMarked
package io.margrid.model.valuation;

import org.jspecify.annotations.NullMarked;
