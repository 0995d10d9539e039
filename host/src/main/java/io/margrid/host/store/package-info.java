/// What a server keeps for calls to name: markets that were published to it and parameter sets. Both never change
/// once they are kept, so a call that has one may use it however long it likes.
///
/// Start with [SnapshotStore] and [ParameterLibrary]. How quotes become a market is in [MarketQuotes]. Messages of
/// the API do not belong here.
@NullMarked
package io.margrid.host.store;

import org.jspecify.annotations.NullMarked;
