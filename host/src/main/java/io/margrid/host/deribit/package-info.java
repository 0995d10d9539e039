/// Deribit's files: saved answers of the exchange, books, parameter sets.
///
/// [SavedMarketReader] makes a market snapshot of saved API answers, [BookFileReader] makes drafts of books. Both
/// check everything that enters and report every fault with its place. Names of instruments are read by the
/// model's [io.margrid.model.deribit.DeribitInstruments]; no margin rule lives here.
@NullMarked
package io.margrid.host.deribit;

import org.jspecify.annotations.NullMarked;
