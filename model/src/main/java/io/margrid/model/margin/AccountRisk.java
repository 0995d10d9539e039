package io.margrid.model.margin;

import io.margrid.model.book.Book;
import java.util.List;

/// The revalued book of one account: what a margin model reduces.
///
/// @param book the account and its pass-through amounts
/// @param sets its netting sets, in order of pair and settlement, as canonical order has their positions
public record AccountRisk(Book book, List<NettingSetRisk> sets) {}
