package io.margrid.host.deribit;

import io.margrid.model.market.ForwardSource;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// How a market is made of files.
///
/// @param forwards where the forwards of options come from
/// @param at       valuation instant of every pair; empty to take it from the files
/// @param clock    tells now, against which the files' instants are checked
public record MarketOptions(ForwardSource forwards, Optional<Instant> at, Clock clock) {}
